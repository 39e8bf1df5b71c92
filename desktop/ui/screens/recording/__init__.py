"""Bản ghi: the player, the lines of the minutes, and the line of time."""
