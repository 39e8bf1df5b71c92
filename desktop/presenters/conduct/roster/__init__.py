"""Who is in the session: the speaking queue, the tiles, and this room's own media."""
