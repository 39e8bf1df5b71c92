"""The second log of every operation, in another folder."""
