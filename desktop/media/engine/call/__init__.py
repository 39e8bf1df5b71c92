"""One link to every other site: legs, negotiation, watchdog, DTLS identity."""
