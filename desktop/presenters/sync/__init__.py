"""The screen of what was not sent yet."""
