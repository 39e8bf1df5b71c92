"""Both windows joined to the presenters: render, actions, shortcuts, screen watch."""
