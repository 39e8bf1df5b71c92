"""Draws a form as DOCX; the only place that knows python-docx."""
