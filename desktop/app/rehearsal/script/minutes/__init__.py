"""The acts of a session's words and papers: lines, reading back, signing, the final record."""
