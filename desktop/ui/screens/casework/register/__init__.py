"""The register of receptions: its columns, its rows, and what is written into one."""
