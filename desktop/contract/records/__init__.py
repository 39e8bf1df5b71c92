"""Bodies of records, one module per subject; `desktop/mapping/records.py` is the registry."""
