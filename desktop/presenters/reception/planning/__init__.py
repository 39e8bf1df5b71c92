"""A plan while it is written: of what, by whom, what stands in its way."""
