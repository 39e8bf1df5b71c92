"""Requests for a reception: one is written down, another is decided."""
