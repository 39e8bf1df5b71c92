"""What this room hears: remote voices, mixed, to the loudspeaker."""
