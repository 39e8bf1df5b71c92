"""The live channel of a session."""
