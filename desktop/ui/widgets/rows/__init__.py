"""How things stand side by side, and what becomes of them where there is no room."""
