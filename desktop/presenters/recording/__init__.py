"""Bản ghi: a session's recording looked over, and played from the second of a line."""
