"""What this room sends: pictures of its camera, sound of its microphone."""
