"""Sub-commands that run the program's other processes: city server, engine, preview."""

import argparse
import logging

from desktop.diagnostics.logging_setup import LogPlan, ProcessLog


def run_city_server(arguments: argparse.Namespace) -> int:
    """`reception-room city-server`."""
    from desktop.cityserver.config.options import config_from  # noqa: PLC0415 - heavy, only here
    from desktop.cityserver.serving.runner import run_city_server as serve  # noqa: PLC0415 - as above

    plan = LogPlan(
        folder=arguments.folder / "logs",
        process=f"city-server-{arguments.worker}" if arguments.worker else "city-server",
        level=logging.INFO,
        is_on_terminal=bool(arguments.worker) or not arguments.exit_with_parent,
    )
    with ProcessLog(plan):
        return serve(config_from(arguments))


def run_media_engine(arguments: argparse.Namespace) -> int:
    """`reception-room media-engine`: started by the desk, which hands over the pipe."""
    from desktop.media.engine.process import (  # noqa: PLC0415 - heavy, only here
        run_engine,
        run_lock_in,
        run_self_test,
    )

    if arguments.lock_in:
        return run_lock_in()
    return run_self_test() if arguments.self_test else run_engine()


def run_preview_worker(_arguments: argparse.Namespace) -> int:
    """`reception-room preview-worker`: started by the desk, one per paper."""
    from desktop.documents.preview.worker import run_preview_worker as work  # noqa: PLC0415

    return work()


def run_signature_worker(arguments: argparse.Namespace) -> int:
    """`reception-room signature-worker`: started by the desk, one per question."""
    from desktop.documents.signatures.worker import run_signature_worker as work  # noqa: PLC0415

    return work(has_token=arguments.token)
