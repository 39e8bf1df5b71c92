"""Push and pull of records."""
