"""Panels of the conduct: verbs, queue, picture, case."""
