"""The papers panel."""
