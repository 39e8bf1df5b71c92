"""A short burst of bytes between a room and the city: how much the line between them carries."""

MAX_BURST_BYTES = 200_000
"""One transfer; about a second and a half on a line that carries a 720p picture."""

BURST_TYPE = "application/octet-stream"
