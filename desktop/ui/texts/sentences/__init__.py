"""The sentences of every code, by subject."""
