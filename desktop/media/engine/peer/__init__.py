"""Connections to other sites: the PeerConnection seam and what implements it."""
