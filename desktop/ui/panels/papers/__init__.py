"""Panels of the papers."""
