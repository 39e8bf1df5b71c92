"""Logging, redaction and the support bundle."""
