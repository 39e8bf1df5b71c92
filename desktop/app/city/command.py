"""What the commands of the city's IT share: the data opened, an outcome told, a refusal told."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

from alembic.util.exc import CommandError
from sqlalchemy.exc import SQLAlchemyError

from desktop.app.console import write_in_utf8
from desktop.cityserver.admin import open_city
from desktop.cityserver.config import CityServerConfig
from desktop.cityserver.store.database import Database
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.errors import ServerBusy


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a command did: lines for a person, facts for a script."""

    lines: tuple[str, ...]
    facts: Mapping[str, object]
    code: ExitCode = ExitCode.OK


class CommandRefused(Exception):
    """The command did nothing. word: for scripts; sentence: in Vietnamese and English."""

    def __init__(self, word: str, sentence: str, code: ExitCode = ExitCode.FAILED) -> None:
        super().__init__(word)
        self.word = word
        self.sentence = sentence
        self.code = code


def tell(arguments: argparse.Namespace, work: Callable[[argparse.Namespace], Told]) -> int:
    """Do the work and print its outcome. Returns the exit code.

    A refusal goes to the standard error; with --json its word also to the output.
    """
    write_in_utf8()
    try:
        told = work(arguments)
    except CommandRefused as refused:
        if arguments.json:
            _print_json({"refused": refused.word})
        sys.stderr.write(f"{refused.sentence}\n")
        return refused.code
    if arguments.json:
        _print_json(told.facts)
    else:
        sys.stdout.write("\n".join(told.lines) + "\n")
    return told.code


def city_config(arguments: argparse.Namespace) -> CityServerConfig:
    """Where the data lies. Raises CommandRefused: no such folder, or another account's."""
    folder = arguments.folder
    if not folder.is_dir() and arguments.database_url is None:
        refuse(
            "no_folder",
            f"Không có thư mục này. · No such folder: {folder}",
            ExitCode.MISSING_PREREQUISITE,
        )
    if folder.is_dir() and _is_of_another_account(folder.stat().st_uid):
        # files that root made here could not be opened by the service any more
        refuse(
            "other_account",
            "Thư mục thuộc tài khoản khác: hãy chạy lệnh bằng tài khoản của dịch vụ. "
            "· The folder belongs to another account: run this as the service's account.",
        )
    return CityServerConfig(folder=folder, database_url=arguments.database_url)


@contextmanager
def opened_city(arguments: argparse.Namespace) -> Iterator[Database]:
    """The city's data during the block; beside a running server. Raises CommandRefused."""
    config = city_config(arguments)
    with data_faults_told(), open_city(config) as database:
        yield database


@contextmanager
def data_faults_told() -> Iterator[None]:
    """What the database raises in the block becomes a refusal."""
    try:
        yield
    except ServerBusy:
        refuse(
            "busy",
            "Cơ sở dữ liệu đang bận hoặc ổ đĩa đầy. · The database is busy, or the disk is full.",
        )
    except (SQLAlchemyError, CommandError):
        refuse(
            "unreadable",
            "Không mở được dữ liệu của thành phố. · The city's data cannot be opened.",
            ExitCode.STORE_UNREADABLE,
        )


def refuse(word: str, sentence: str, code: ExitCode = ExitCode.FAILED) -> NoReturn:
    """End the command with a word for scripts and a sentence for people."""
    raise CommandRefused(word, sentence, code)


def _is_of_another_account(owner: int) -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 != owner


def _print_json(facts: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2) + "\n")
