"""What commands of the city's IT share: opening the data, printing a result or a refusal."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

from desktop.app.console import write_in_utf8
from desktop.cityserver.admin.city import DATA_FAULTS, City, has_data, open_city
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.secrets.key_files import KeyUnreadable
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.errors import ServerBusy


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandResult:
    """What a command did: lines for a person, facts for a script.

    warnings: lines that go to the standard error, beside either of them.
    """

    lines: tuple[str, ...]
    facts: Mapping[str, object]
    code: ExitCode = ExitCode.OK
    warnings: tuple[str, ...] = ()


class CommandRefused(Exception):
    """The command did nothing. word: for scripts; sentence: in Vietnamese and English.

    facts: what a script is told beside the word.
    """

    def __init__(
        self,
        word: str,
        sentence: str,
        code: ExitCode = ExitCode.FAILED,
        facts: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(word)
        self.word = word
        self.sentence = sentence
        self.code = code
        self.facts = facts or {}


def tell(arguments: argparse.Namespace, work: Callable[[argparse.Namespace], CommandResult]) -> int:
    """Do the work and print its outcome. Returns the exit code.

    A refusal goes to the standard error; with --json its word also to the output.
    """
    write_in_utf8()
    try:
        told = work(arguments)
    except CommandRefused as refused:
        if arguments.json:
            _print_json({"refused": refused.word, **refused.facts})
        sys.stderr.write(f"{refused.sentence}\n")
        return refused.code
    if arguments.json:
        _print_json(told.facts)
    else:
        sys.stdout.writelines(f"{line}\n" for line in told.lines)
    sys.stderr.writelines(f"{line}\n" for line in told.warnings)
    return told.code


def city_config(arguments: argparse.Namespace, *, has_begun: bool = False) -> CityServerConfig:
    """Where the data lies. has_begun: there must be some: a wrong folder is no empty city.

    Raises CommandRefused: no such folder, another account's, or without a city's data.
    """
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
    config = CityServerConfig(
        folder=folder,
        database_url=arguments.database_url,
        recording_store=getattr(arguments, "recording_store", None),
    )
    if has_begun and not has_data(config):
        refuse(
            "no_data",
            f"Thư mục này không có dữ liệu của thành phố. · No city's data here: {folder}",
            ExitCode.MISSING_PREREQUISITE,
        )
    return config


@contextmanager
def opened_city(arguments: argparse.Namespace, *, has_begun: bool = False) -> Iterator[City]:
    """The city's data during the block; beside a running server.

    has_begun and what is raised: as of `city_config`; also when the data cannot be used.
    """
    config = city_config(arguments, has_begun=has_begun)
    with data_faults_told(), open_city(config) as city:
        yield city


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
    except KeyUnreadable as error:
        refuse(
            "key_unreadable",
            f"Không đọc được khóa. · Cannot read the secret: {error}",
            ExitCode.STORE_UNREADABLE,
        )
    except DATA_FAULTS:
        refuse(
            "unreadable",
            "Không mở được dữ liệu của thành phố. · The city's data cannot be opened.",
            ExitCode.STORE_UNREADABLE,
        )


def refuse(
    word: str,
    sentence: str,
    code: ExitCode = ExitCode.FAILED,
    facts: Mapping[str, object] | None = None,
) -> NoReturn:
    """End the command with a word (and facts) for scripts and a sentence for people."""
    raise CommandRefused(word, sentence, code, facts)


def _is_of_another_account(owner: int) -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 != owner


def _print_json(facts: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2) + "\n")
