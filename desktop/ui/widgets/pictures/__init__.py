"""Pictures: moving ones of a track in their tiles, pages of papers, photos."""
