"""Tasks of a conclusion: what was told to do, what became of it, and what is found of them."""
