"""Stand-ins for the product, so that the bench can be tested by itself."""

import shutil
import subprocess
import sys
from pathlib import Path

from bench.binaries import Package

_SOURCES = Path(__file__).resolve().parent.parent / "standins"


def package(directory: Path) -> Package:
    """Functions in Python, a task in C."""
    directory.mkdir(parents=True, exist_ok=True)
    task = directory / "task"
    compiler = shutil.which("cc")
    assert compiler, "no C compiler: install gcc"
    subprocess.run([compiler, "-static", "-O1", "-Wall", "-o", task, _SOURCES / "task.c"], check=True)
    launcher, processor = _function(directory, "launcher"), _function(directory, "processor")
    return Package(launcher, processor, task, "localhost/stand-in:bench")


def _function(directory: Path, name: str) -> Path:
    bootstrap = directory / name
    path = f"import runpy, sys; sys.path.insert(0, {str(_SOURCES)!r})"
    bootstrap.write_text(f"#!{sys.executable}\n{path}; runpy.run_path({str(_SOURCES / name)!r} + '.py')\n")
    bootstrap.chmod(0o755)
    return bootstrap
