"""What the operating system has: cameras, microphones, loudspeakers."""
