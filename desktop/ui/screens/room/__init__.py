"""Screens of this room: devices, room check."""
