"""What presenters may ask: one Protocol per subject; services.py joins them."""
