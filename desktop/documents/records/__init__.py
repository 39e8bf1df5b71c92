"""Papers as records: mapping, in-memory cache."""
