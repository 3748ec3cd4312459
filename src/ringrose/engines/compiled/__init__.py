"""The engine that turns a plan into the Python that an expert would have written by hand."""

from ringrose.engines.compiled.engine import CompiledEngine
from ringrose.engines.compiled.program import CODES

__all__ = ["CODES", "CompiledEngine"]
