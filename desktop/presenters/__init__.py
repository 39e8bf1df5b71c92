"""One presenter per screen, without Qt; frozen view states beside them."""
