"""Files that must be right: whole or not at all, locked, found. Imports nothing of ours."""
