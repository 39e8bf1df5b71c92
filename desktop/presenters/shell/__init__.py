"""Around every screen: main window, status bar, retained events, tile sizes."""
