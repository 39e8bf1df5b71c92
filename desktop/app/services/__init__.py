"""Presenters' services that join several packages."""
