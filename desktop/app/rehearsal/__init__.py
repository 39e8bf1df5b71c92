"""The measured rehearsal."""
