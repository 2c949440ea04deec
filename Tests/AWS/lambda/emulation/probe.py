"""Builds `probe/Probe.swift`, a function that does what it is told, over the project's runtime."""

import os
import subprocess
from pathlib import Path

from emulation.binary import ROOT

_MANIFEST = """\
// swift-tools-version: 6.2
import PackageDescription
let package = Package(
    name: "probe",
    targets: [
        .target(name: "CLinux"), .target(name: "HTTPWire"),
        .target(name: "LambdaRuntime", dependencies: ["HTTPWire", "CLinux"]),
        .executableTarget(name: "Probe", dependencies: ["LambdaRuntime"]),
    ],
    swiftLanguageModes: [.v6]
)
for target in package.targets where target.name != "CLinux" {
    target.swiftSettings = [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]
}
"""


def probe() -> Path:
    """Its path. LOADTESTER_LAMBDA_PROBE names one that is built; else it is built, in a package of its own: linked
    statically, as the functions that ship are."""
    if named := os.environ.get("LOADTESTER_LAMBDA_PROBE"):
        return Path(named)
    package = ROOT / ".build-aws" / "probe"
    (package / "Sources").mkdir(parents=True, exist_ok=True)
    manifest = package / "Package.swift"
    if not manifest.exists() or manifest.read_text() != _MANIFEST:
        manifest.write_text(_MANIFEST)
    sources = {name: ROOT / "Sources" / name for name in ("CLinux", "HTTPWire", "LambdaRuntime")}
    sources["Probe"] = ROOT / "Tests/AWS/lambda/probe"
    for name, source in sources.items():
        link = package / "Sources" / name
        if not link.is_symlink():
            link.symlink_to(source)
    command = ["swift", "build", "-c", "release", "-Xswiftc", "-static-executable", "--package-path", str(package)]
    built = subprocess.run(command, capture_output=True, text=True)
    assert built.returncode == 0, f"the probe did not build:\n{built.stdout}\n{built.stderr}"
    return package / ".build/release/Probe"
