"""The rules of the fields, that a desk and the city hold records to."""
