"""Banners: one message in one place, its words and its button."""
