"""Sheets beside the minutes that ask on before something is done."""
