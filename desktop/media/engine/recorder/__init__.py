"""Records a session as it is seen and heard here: composed, sealed as it is written, chained."""
