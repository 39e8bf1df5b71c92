"""Screens of who comes, and what for."""
