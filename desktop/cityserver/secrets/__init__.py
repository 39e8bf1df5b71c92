"""Secrets beside the database: key files, PINs, TOTP, tokens."""
