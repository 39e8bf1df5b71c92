"""The roll call, beside the minutes."""
