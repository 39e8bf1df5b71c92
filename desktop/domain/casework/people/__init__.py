"""Who comes: citizens, their identity, their standing, and groups."""
