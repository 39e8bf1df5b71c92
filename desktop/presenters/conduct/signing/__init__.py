"""Ký biên bản: which version is signed, who signed it and how, and what is objected to it."""
