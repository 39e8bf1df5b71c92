"""Ký biên bản: the sheet of who signs, and of what is objected."""
