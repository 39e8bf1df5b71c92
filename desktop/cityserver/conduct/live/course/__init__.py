"""How a session goes on: its moves, pauses, countdowns and consultations. Pure."""
