"""What a unit reports to the city."""
