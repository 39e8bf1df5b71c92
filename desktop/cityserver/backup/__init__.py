"""Backups of the city: made beside a running server, verified, put back whole or not at all."""
