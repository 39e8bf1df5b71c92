"""Joins each screen with its presenter when the screen is built."""
