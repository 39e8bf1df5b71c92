"""Running sessions: hub, connections, seats, rules, one module per act."""
