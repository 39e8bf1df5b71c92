"""The gates of a planned session: its notice, and a leader's leave for a late one."""
