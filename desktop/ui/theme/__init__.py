"""Colours, type, icons and style of every widget."""
