"""The quality ladder: what of our picture goes to each site, above whichever engine carries it."""
