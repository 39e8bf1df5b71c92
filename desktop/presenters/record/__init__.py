"""Minutes as they are typed, kept and exported."""
