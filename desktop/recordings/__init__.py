"""Recordings in a folder, of this PC or of the city: read, checked, sealed, opened."""
