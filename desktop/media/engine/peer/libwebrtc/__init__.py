"""The PeerConnection of libwebrtc, by the package `wrtc`: pinned, for private names are used."""
