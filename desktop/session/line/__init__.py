"""The line below a seat: its thread and loop, what comes in and goes out, when to dial again."""
