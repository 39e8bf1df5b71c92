"""What is printed, whichever screen asks: the page, the printer, the sheets that it took."""
