"""cfn-lint: the template against AWS's own descriptions of every resource."""

import json
import subprocess
import sys
from pathlib import Path

from judges.finding import Finding

# Errors and warnings. Informational rules (I…) are off unless asked for, as they are by default.
_REGIONS = ("us-east-1", "eu-central-1")


def judge(template: Path) -> list[Finding]:
    run = subprocess.run(
        [Path(sys.executable).with_name("cfn-lint"), "--format", "json", "--regions", *_REGIONS, "--", template],
        capture_output=True, text=True, timeout=120,
    )
    # 0: nothing; 2, 4, 6: errors, warnings, both.
    assert run.returncode in (0, 2, 4, 6), run.stderr + run.stdout
    return [
        Finding(match["Rule"]["Id"], _resource(match["Location"]["Path"]), match["Message"])
        for match in json.loads(run.stdout or "[]")
    ]


def _resource(path: list | None) -> str:
    return path[1] if path and len(path) > 1 and path[0] == "Resources" else ""
