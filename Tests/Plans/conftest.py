"""Fixtures: the schema, the built command, and the demo API on a port of its own."""

import json
import os
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import demo_api

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def validator() -> Draft202012Validator:
    schema = json.loads((ROOT / "docs/schema/plan.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str

    def __str__(self) -> str:
        return f"exit {self.status}\nstdout: {self.out[-4000:]}\nstderr: {self.err[-4000:]}"


@pytest.fixture
def command(tmp_path: Path):
    """`command(*arguments, text=, environment=)` runs the command to its end; `text` is its standard input."""
    binary = os.environ.get("LOADTESTER_BIN")
    assert binary, "LOADTESTER_BIN is not set: export the path of the built `loadtester` command"

    def run(*arguments: object, text: str | None = None, environment: dict | None = None, seconds: float = 60) -> Result:
        done = subprocess.run(
            [binary, *map(str, arguments)],
            input=text, capture_output=True, text=True, timeout=seconds, cwd=tmp_path,
            env={**os.environ, "LOADTESTER_DATA": str(tmp_path / "data"), **(environment or {})},
        )
        return Result(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def shop():
    """The demo API, serving; `.url`, and `.shop` is what it remembers."""
    server = demo_api.serve()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    server.url = f"http://127.0.0.1:{server.server_port}"
    server.shop = server.RequestHandlerClass.shop
    yield server
    server.shutdown()
    server.server_close()
    thread.join(5)
