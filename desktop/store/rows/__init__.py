"""SQL on each table inside somebody's transaction, and the pure merge rules."""
