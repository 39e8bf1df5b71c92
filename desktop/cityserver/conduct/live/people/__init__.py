"""Who is there: the roll call, companion desks, and who conducts for whom. Pure."""
