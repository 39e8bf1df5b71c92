"""Statutory forms as data, and the files they become."""
