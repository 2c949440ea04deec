"""What a benchmark prints: a table for people, a document with every sample for programs."""

import json
import os
import platform
import subprocess
import time
from pathlib import Path


def table(header: list[str], rows: list[list[str]]) -> str:
    """Markdown, columns aligned."""
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]
    lines = [header, ["-" * width for width in widths], *rows]
    return "\n".join("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |" for line in lines)


def machine() -> dict:
    model = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    return {"processor": model, "cores": os.cpu_count(), "kernel": platform.release(),
            "loadAverage": os.getloadavg()[0], "date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "nginx": _version(["nginx", "-v"]), "wrk": _version(["wrk", "-v"]), "commit": _version(["git", "rev-parse", "HEAD"])}


def write(name: str, output: str, document: dict) -> None:
    folder = Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    path.write_text(json.dumps({"benchmark": name, "machine": machine(), **document}, indent=1) + "\n")
    print(f"\nEvery sample: {path}")


def say(text: str) -> None:
    print(text, flush=True)


def _version(command: list[str]) -> str:
    environment = {**os.environ, "PATH": f"{os.environ.get('PATH', '')}:/usr/sbin"}
    try:
        run = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=Path(__file__).parent)
    except OSError:
        return "absent"
    return ((run.stdout or run.stderr).splitlines() or ["unknown"])[0].strip()
