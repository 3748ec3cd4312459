"""The engine that turns a plan into the Python that an expert would have written by hand."""

from ringrose.engines.compiled.engine import CompiledEngine

__all__ = ["CompiledEngine"]
