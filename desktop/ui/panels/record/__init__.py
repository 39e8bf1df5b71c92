"""Panels of the record: the minutes."""
