"""The acts of a session while it runs: steps, roll, floor, pause, consultation, calls."""
