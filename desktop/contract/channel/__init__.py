"""Messages of the live channel, one module per subject; messages.py holds the unions."""
