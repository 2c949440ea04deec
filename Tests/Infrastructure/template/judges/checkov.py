"""Checkov, without the network: its checks of CloudFormation."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from judges.finding import Finding


def judge(template: Path) -> list[Finding]:
    # Checkov reads the file's own path among the variables of a function (`__file__`), and takes forty characters of it
    # for a secret (CKV_AWS_45) where they happen to stand between others than letters, digits and slashes.
    with tempfile.TemporaryDirectory(prefix="checkov-") as folder:
        return _judge(Path(shutil.copy(template, Path(folder, "template.json"))))


def _judge(template: Path) -> list[Finding]:
    environment = os.environ | {"LOG_LEVEL": "CRITICAL", "CHECKOV_RUN_SCA_PACKAGE_SCAN_V2": "false"}
    run = subprocess.run(
        [
            sys.executable, Path(sys.executable).with_name("checkov"), "--file", template, "--framework", "cloudformation",
            "--output", "json", "--quiet", "--soft-fail", "--skip-download",
        ],
        capture_output=True, text=True, timeout=300, env=environment,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    report = json.loads(run.stdout)
    assert report["summary"]["parsing_errors"] == 0, report["summary"]
    assert report["summary"]["passed"] + report["summary"]["failed"] > 0, "checkov checked nothing"
    results = report["results"]
    return [
        Finding(check["check_id"], check["resource"].rsplit(".", 1)[-1], check["check_name"], suppressed=False)
        for check in results["failed_checks"]
    ] + _suppressed(template)


def _suppressed(template: Path) -> list[Finding]:
    """`--quiet` leaves what was skipped out of the report: it is read where Checkov reads it."""
    resources = json.loads(template.read_text())["Resources"]
    return [
        Finding(skip["id"], name, skip["comment"], suppressed=True)
        for name, resource in resources.items()
        for skip in resource.get("Metadata", {}).get("checkov", {}).get("skip", [])
    ]
