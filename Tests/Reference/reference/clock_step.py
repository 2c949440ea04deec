"""Builds the library that steps a command's wall clock, and the environment to run the command in."""

import subprocess
import time
from pathlib import Path

_SOURCE = Path(__file__).with_name("clock_step.c")


def build(directory: Path) -> Path:
    library = directory / "clock_step.so"
    subprocess.run(
        ["cc", "-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o", library, _SOURCE, "-ldl"], check=True, timeout=60
    )
    return library


def environment(library: Path, witness: Path, steps: list[tuple[float, float]]) -> dict[str, str]:
    """`steps`: (seconds from now, wall-clock offset in seconds from then on). `witness`: see the library."""
    base = time.monotonic_ns()
    text = ",".join(f"{base + int(after * 1e9)}:{int(offset * 1e9)}" for after, offset in steps)
    return {"LD_PRELOAD": str(library), "CLOCK_STEPS": text, "CLOCK_STEP_WITNESS": str(witness)}
