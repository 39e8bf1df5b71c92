"""The open devices of the room: slots, choice, opener, watch, device thread."""
