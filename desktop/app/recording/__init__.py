"""Recordings at the desk: what is recorded, sealed and played, by whom and why."""
