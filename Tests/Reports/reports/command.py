"""Runs the built command to its end: arguments in; output, errors and exit status out."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from reference.loadtester import binary


@dataclass(frozen=True)
class Ended:
    exit_code: int
    output: str
    errors: str

    def expect(self, *codes: int) -> "Ended":
        assert self.exit_code in codes, f"exit {self.exit_code}, expected {codes}:\n{self.errors}\n{self.output[-2000:]}"
        return self


class Command:
    """`loadtester` with a data directory of its own."""

    def __init__(self, data: Path):
        self.data = data

    def __call__(self, *arguments: object, seconds: float = 120, environment: dict | None = None) -> Ended:
        done = subprocess.run(
            [binary(), *[str(argument) for argument in arguments], "--data-dir", str(self.data)],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, env={**os.environ, **(environment or {})},
        )
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())
