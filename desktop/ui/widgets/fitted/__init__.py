"""Texts and choices that shorten, break or mark their words to fit their place."""
