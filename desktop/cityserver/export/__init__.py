"""Contract and rights written as documents."""
