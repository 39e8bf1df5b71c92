"""Today's sessions, search hits, export from a dossier."""
