"""The session screen and the door to it."""
