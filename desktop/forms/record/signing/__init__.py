"""The end of the printed minutes: the version, objections, who signed, what came later."""
