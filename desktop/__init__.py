"""Phòng tiếp công dân trực tuyến: the online citizen-reception room of Hai Phong."""

__version__ = "0.10.0"
