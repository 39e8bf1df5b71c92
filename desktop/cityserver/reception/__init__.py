"""Planned sessions: schedule file, gates, calling rooms."""
