"""Screens of the desk itself: settings, not yet sent."""
