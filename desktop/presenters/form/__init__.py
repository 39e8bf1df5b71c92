"""Forms as data: fields, what is typed in them, what is wrong, how far they went."""
