"""Recordings on this PC: read, checked, opened. The engine writes them."""
