"""Digital signatures in a PDF: a process of its own signs and looks."""
