"""Who is called into a session, or to it: an agency, a guest, the next case, help."""
