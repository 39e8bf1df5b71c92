"""What the engine can measure of a room before a session: sound, camera, encoder, recording."""
