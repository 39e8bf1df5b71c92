"""What can be said of a call: tracks, statistics, line quality, code words."""
