"""Containers without Docker: a podman service of the bench's own, with storage of its own."""

import os
import shutil
import subprocess
from pathlib import Path

from bench.binaries import image_layer
from bench.child import Child

_REGISTRY = """
[[registry]]
prefix = "{name}"
location = "{place}"
insecure = true
"""
_CONFIGURATION = """
[containers]
netns = "host"
default_ulimits = ["nofile=20000:20000", "nproc=4096:4096"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "none"
"""


class Podman:
    """`podman system service` on a socket below `directory`. `registries`: host and port by the name that images have."""

    def __init__(self, directory: Path, registries: dict[str, str] | None = None):
        directory.mkdir(parents=True)
        self.directory, self.socket = directory, directory / "podman.sock"
        configuration = directory / "containers.conf"
        configuration.write_text(_CONFIGURATION)
        known = directory / "registries.conf"
        known.write_text("".join(_REGISTRY.format(name=n, place=p) for n, p in (registries or {}).items()))
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(directory), "CONTAINERS_CONF": str(configuration),
            "XDG_RUNTIME_DIR": str(directory), "CONTAINERS_REGISTRIES_CONF": str(known),
        }
        self.service = Child(
            self._command("system", "service", "--time=0", f"unix://{self.socket}"), directory / "log", self.environment
        )
        self.service.wait_until(self.socket.exists, 20, "podman's socket")

    @property
    def docker_host(self) -> str:
        return f"unix://{self.socket}"

    def run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
        """`podman ARGUMENTS` on the same storage."""
        done = subprocess.run(
            self._command(*arguments), env=self.environment, capture_output=True, text=True, timeout=60
        )
        assert not check or done.returncode == 0, f"podman {' '.join(arguments)}: {done.stderr}"
        return done

    def make_image(self, executable: Path, name: str) -> None:
        """An image FROM scratch: the executable as its entry point, run by a user without rights."""
        layer = self.directory / "layer.tar"
        image_layer(executable, layer)
        entry = 'ENTRYPOINT ["/load-test-worker"]'
        self.run("import", "--change", entry, "--change", "USER 65532:65532", str(layer), name)
        layer.unlink()

    def stop(self) -> None:
        """Ends the containers of this storage, the service, and removes the storage."""
        self.run("rm", "--all", "--force", "--time", "0", check=False)
        self.run("rmi", "--all", "--force", check=False)
        self.service.stop()
        shutil.rmtree(self.directory, ignore_errors=True)

    def _command(self, *arguments: str) -> list[str]:
        storage = ["--root", str(self.directory / "storage"), "--runroot", str(self.directory / "run")]
        return ["podman", *storage, *arguments]
