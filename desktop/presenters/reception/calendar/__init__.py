"""The table of working days: the days of the city, and the day being written."""
