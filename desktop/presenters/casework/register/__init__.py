"""The register of receptions: its rows, what is found, followed up, struck out and put right."""
