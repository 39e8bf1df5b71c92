"""Copies, salvage and rebuilding of a damaged database."""
