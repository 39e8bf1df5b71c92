"""Papers of a case, and when they may be sent."""
