"""STUN and TURN: addresses, TLS forwarder."""
