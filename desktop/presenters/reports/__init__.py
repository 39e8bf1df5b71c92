"""Focal points, agencies, difficulties, readiness sheet."""
