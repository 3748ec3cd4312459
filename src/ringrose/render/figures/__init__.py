"""Figures as SVG: the glance, the years and the justification of an element, for pages and for papers."""
