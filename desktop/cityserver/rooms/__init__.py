"""What rooms give and get: room checks, escrowed keys, line probe, relay tickets."""
