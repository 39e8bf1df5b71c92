"""The roll call: who is there, and what was read out."""
