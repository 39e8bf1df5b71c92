"""The room that this PC is bound to: folders, key, escrow, engine options."""
