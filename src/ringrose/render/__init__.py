"""Laying out: from an assessment to text, Markdown and JSON. It never infers."""
