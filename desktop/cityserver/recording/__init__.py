"""Recordings of rooms at the city: taken in, checked, kept, and told of in a receipt."""
