"""Screens of the sign-in."""
