"""The acts of a session's recordings: alarm, sending, playing."""
