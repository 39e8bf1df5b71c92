"""Papers into the case: probing, previews, intake."""
