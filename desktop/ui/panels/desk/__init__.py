"""Panels of the desk: dossier, keys, line."""
