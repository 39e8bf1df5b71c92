"""The top-level windows: the officer's and the second display."""
