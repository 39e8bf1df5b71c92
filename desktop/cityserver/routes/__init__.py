"""Paths of the contract, one module per subject."""
