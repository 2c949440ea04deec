"""cdk-nag's AwsSolutions, on the template as the CDK includes it."""

import json
import subprocess
import sys
from pathlib import Path

from judges.finding import Finding


def judge(template: Path) -> list[Finding]:
    folder = template.parent / f"{template.name}.nag"
    # In a process of its own: the CDK's library runs in Node, and ends with it.
    run = subprocess.run(
        [sys.executable, Path(__file__).with_name("nag_program.py"), template, folder],
        capture_output=True, text=True, timeout=300,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    report, = folder.glob("AwsSolutions-*-NagReport.json")
    lines = json.loads(report.read_text())["lines"]
    assert len(lines) > 10, "cdk-nag checked hardly anything"
    findings = set()
    for line in lines:
        if line["compliance"] == "Compliant":
            continue
        suppressed = line["compliance"] == "Suppressed"
        text = line["exceptionReason"] if suppressed else line["ruleInfo"]
        findings.add(Finding(line["ruleId"], line["resourceId"].rsplit("/", 1)[-1], text, suppressed))
    return sorted(findings)

