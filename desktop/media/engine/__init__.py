"""The media process: capture, connections, playout. No Qt, no database."""
