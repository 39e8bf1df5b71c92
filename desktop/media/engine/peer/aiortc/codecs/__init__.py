"""Opus and VP8 as this program encodes and decodes them, and the tracks that carry them."""
