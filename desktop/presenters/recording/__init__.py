"""The recording lamp."""
