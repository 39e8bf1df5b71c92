"""The sync thread: plan, push and pull, uploads, status."""
