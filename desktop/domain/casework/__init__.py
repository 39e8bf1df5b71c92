"""Who comes and what for: citizen and case."""
