"""The file of a session for the archive: one ZIP that opens anywhere and proves itself."""
