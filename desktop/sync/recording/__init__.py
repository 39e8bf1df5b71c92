"""Closed recordings of this PC on their way to the city, and what it said of them."""
