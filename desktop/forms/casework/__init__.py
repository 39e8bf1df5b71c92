"""Forms of who comes and what for: the register of receptions."""
