"""Commands of the city's IT."""
