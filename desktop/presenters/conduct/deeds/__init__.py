"""Sheets that ask on before something is done: a pause, an ending, a step left out."""
