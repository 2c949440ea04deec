"""User instructions of the threads that make the load, counted by callgrind."""

import collections
import re
import subprocess
from pathlib import Path

from benchmark.nginx import required

# Of the event loop's functions, as the compiler names them: no other thread calls any.
LOOP = "9EventLoopV"


def without_debug_information(binary: Path, folder: str) -> Path:
    """A copy: Valgrind cannot read that of every Swift module; the instructions are the same without it."""
    copy = Path(folder) / binary.name
    subprocess.run([required("strip", "binutils"), "--strip-debug", "-o", copy, binary], check=True)
    return copy


def prefix(folder: Path) -> list:
    """Before a command whose counts go into `folder`; those of the processes that it starts, too."""
    return [required("valgrind", "valgrind"), "--quiet", "--tool=callgrind", "--trace-children=yes", "--separate-threads=yes",
            f"--callgrind-out-file={folder}/counts.%p"]


def load_threads(folder: Path, marked: bool = True) -> collections.Counter:
    """Instructions of each thread; of those alone that ran an event loop, unless the program has none by that name (`marked`)."""
    totals = collections.Counter()
    for path in folder.glob("counts.*-*"):
        text = path.read_text(errors="replace")
        # In a short run on a busy machine start-up may cost more than the load: the busiest thread is not always it.
        makes_load = not marked or LOOP in text
        if makes_load and (found := re.search(r"^(?:totals|summary): (\d+)", text, re.M)):
            totals[path.name] = int(found[1])
    if not totals:
        raise RuntimeError("callgrind saw no thread that makes load: the process was killed before it could be counted")
    return totals


def per_request(short: tuple[int, int], long: tuple[int, int]) -> float:
    """From amount and requests of a shorter and a longer run: what start-up and end cost drops out."""
    if long[1] <= short[1]:
        raise RuntimeError(f"the longer run completed no more requests ({long[1]}) than the shorter ({short[1]})")
    return (long[0] - short[0]) / (long[1] - short[1])
