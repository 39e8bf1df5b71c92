"""The acts before a session: request, case, dossier, plan, notice, trial, gates."""
