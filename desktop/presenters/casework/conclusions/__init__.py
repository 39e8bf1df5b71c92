"""Conclusions: tasks that a chair gave, made of lines of the minutes, followed up to their end."""
