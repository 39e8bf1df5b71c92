"""What the city keeps: tables, migrations and the few queries on them."""
