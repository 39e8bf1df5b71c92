"""Practice mode."""
