"""Signs of a state beside its word: lights, badges, icons, bars and blocks."""
