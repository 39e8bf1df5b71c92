"""A whole reception as a list of acts: each is done at one desk and looked for at every site."""
