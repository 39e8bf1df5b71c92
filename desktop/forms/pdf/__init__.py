"""Draws a form as PDF/A-2b; the only place that knows reportlab, pikepdf and segno."""
