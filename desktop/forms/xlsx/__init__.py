"""Draws a form as XLSX; the only place that knows XlsxWriter."""
