"""Screens of a unit's reports."""
