"""Both ends of the pipe between desk and engine, in one process."""

from multiprocessing.connection import Connection, Pipe

from desktop.media.pipe.pipe_end import DeskEnd, EngineEnd, desk_end, engine_end


def connections() -> tuple[Connection, Connection]:
    left, right = Pipe()
    assert isinstance(left, Connection)
    assert isinstance(right, Connection)
    return left, right


def pipe_ends() -> tuple[EngineEnd, DeskEnd]:
    left, right = connections()
    return engine_end(left), desk_end(right)
