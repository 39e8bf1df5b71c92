"""Commands about keys: escrow, recover, wipe."""
