"""The settings screen and settings problems."""
