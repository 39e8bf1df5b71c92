"""Marks in picture and sound by which a rehearsal proves arrival."""
