"""The acts of a session while it runs: steps, floor, pause, minutes, papers."""
