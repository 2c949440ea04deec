"""The truth as the server saw it: one record per request."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Record:
    """One request. Times in nanoseconds; `arrived` is the kernel's receive time on the wall clock."""

    number: int
    arrived: int
    received: int
    """Monotonic time at which the server had read the whole request."""
    hold: int
    """From `arrived` until the answer was written; 0 for `reset` and `held`."""
    action: str
    request_bytes: int
    response_bytes: int
    method: str
    path: str
    peer_port: int
    head: str

    @property
    def answered(self) -> bool:
        return self.action.isdigit()


def write(records: list[Record], path: Path) -> None:
    with path.open("w") as file:
        for record in records:
            file.write(json.dumps(list(record.__dict__.values())) + "\n")


def read(path: Path) -> list[Record]:
    """All records, by time of arrival."""
    with path.open() as file:
        return sorted((Record(*json.loads(line)) for line in file), key=lambda record: record.arrived)
