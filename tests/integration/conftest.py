"""Real things that several integration tests start."""

from tests.fakes.running_city_server import running_city_server

__all__ = ["running_city_server"]
