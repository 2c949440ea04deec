"""Programs of the machine."""

import shutil
import subprocess

import pytest


def need(*names: str) -> None:
    missing = [name for name in names if not shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin")]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def run(*command: object, seconds: float = 120, **options) -> str:
    """What it printed; a failure is a failed test with all that it said."""
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, timeout=seconds, **options
    )
    assert done.returncode == 0, f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout
