"""Between the sound cards and the call: echo, noise and gain."""
