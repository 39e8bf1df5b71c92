"""Words of the reception: frozen dataclasses, enums, pure functions."""
