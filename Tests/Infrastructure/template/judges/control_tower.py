"""AWS Control Tower's proactive controls, as rules of CloudFormation Guard, by the program and the rules that the CDK's own
validator carries.

These rules do not read what was set aside; the names in `Metadata.guard.SuppressedRules` are read here.
"""

import functools
import importlib.util
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

from judges.finding import Finding

_RULE = re.compile(r"\[(CT\.[A-Z0-9]+\.PR\.\d+)\]: ([^\n]*)")
_RESOURCE = re.compile(r"^/Resources/([^/]+)")


def judge(template: Path) -> list[Finding]:
    package = _package()
    run = subprocess.run(
        [
            package / "bin/ubuntu/x86_64/cfn-guard", "validate", "--rules", package / "rules/control-tower/cfn-guard",
            "--data", template, "--show-summary", "none", "--output-format", "json", "--structured",
        ],
        capture_output=True, text=True, timeout=120,
    )
    # 0: all rules hold; 19: some do not.
    assert run.returncode in (0, 19), run.stderr
    report, = json.loads(run.stdout)
    assert len(report["compliant"]) + len(report["not_compliant"]) > 10, "hardly any rule was applied"
    resources = json.loads(template.read_text())["Resources"]
    findings = set()
    for rule in report["not_compliant"]:
        found = set(_strings(rule))
        (identifier, title), = {match.groups() for text in found if (match := _RULE.search(text))}
        names = {match[1] for text in found if (match := _RESOURCE.match(text))} or {""}
        findings |= {Finding(identifier, name, title, _is_suppressed(resources, name, identifier)) for name in names}
    return sorted(findings)


def _is_suppressed(resources: dict, name: str, identifier: str) -> bool:
    metadata = resources.get(name, {}).get("Metadata", {}).get("guard", {})
    return identifier in metadata.get("SuppressedRules", [])


def _strings(value):
    if isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, str):
        yield value


@functools.cache
def _package() -> Path:
    """The folder of program and rules, unpacked from the Python package once."""
    package = Path(importlib.util.find_spec("cdklabs.cdk_validator_cfnguard").origin).parent
    archive, = package.glob("_jsii/*.tgz")
    folder = Path(tempfile.mkdtemp(prefix="cfn-guard-"))
    with tarfile.open(archive) as members:
        members.extractall(folder, filter="data")
    (folder / "package/bin/ubuntu/x86_64/cfn-guard").chmod(0o755)
    return folder / "package"
