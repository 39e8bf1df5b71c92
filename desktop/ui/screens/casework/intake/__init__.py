"""The intake at the door: who comes, in what standing, what for, with which papers."""
