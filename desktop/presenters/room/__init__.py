"""This room: devices, displays, room check."""
