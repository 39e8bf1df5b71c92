"""What the main window shows, one screen at a time."""
