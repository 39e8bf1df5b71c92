"""Real things that several integration tests start."""

from tests.fakes.running_city_server import running_city_server
from tests.fakes.running_postgresql import postgresql

__all__ = ["postgresql", "running_city_server"]
