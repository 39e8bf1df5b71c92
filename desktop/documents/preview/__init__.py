"""Renders pages of foreign papers in a process of its own, under limits."""
