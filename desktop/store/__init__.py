"""The encrypted local store: one writer thread, numbered migrations."""
