"""Forms of the record: the minutes."""
