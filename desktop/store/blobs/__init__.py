"""Encrypted files of papers: format, reader, writer, store."""
