"""A session while it runs: seats, floor, stage, timeline."""
