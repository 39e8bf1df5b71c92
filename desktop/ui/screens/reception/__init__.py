"""Screens of planned sessions."""
