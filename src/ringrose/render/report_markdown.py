"""A report as Markdown, to be passed on or put into a document of one's own."""

from __future__ import annotations

from ringrose.explain.report import Report
from ringrose.render.document_markdown import markdown
from ringrose.render.report_document import document_of

__all__ = ["render"]


def render(report: Report) -> str:
    """The report as Markdown (CommonMark with tables and footnotes); no text of a case or a pack can become markup."""
    return markdown(document_of(report))
