"""Tiếp nhận công dân: one visit typed once, as a form, as records, as it is drawn."""
