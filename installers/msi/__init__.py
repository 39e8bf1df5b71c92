"""Builds the Windows installer on Linux: `python -m installers.msi`."""
