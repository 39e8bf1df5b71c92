"""The only package with Qt: windows, screens and widgets."""
