"""Between the dataclasses of the domain and the bodies of the wire: one codec, a line a kind."""
