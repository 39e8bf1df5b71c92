"""What the city's administration does to its data."""
