"""Printing: the minutes drawn in memory, looked at, and given to a printer sheet by sheet."""
