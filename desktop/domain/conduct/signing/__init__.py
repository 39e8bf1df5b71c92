"""Ký biên bản: frozen versions of the minutes, objections, who signs and how. Pure."""
