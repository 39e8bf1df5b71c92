"""A session as it is planned: plan, states, participants, gates, deadlines, endings."""
