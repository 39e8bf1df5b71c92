"""What may stop a build of the installer."""


class BuildError(Exception):
    """The build must not go on; the message says what is wrong and what to do."""


class ProvenanceError(BuildError):
    """A file of the runtime is not proven to come from its publisher."""
