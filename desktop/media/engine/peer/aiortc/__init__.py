"""The PeerConnection seam on aiortc; private names of aiortc 1.16.0, one file per patch."""
