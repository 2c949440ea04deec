"""A container of runc, from a bundle that umoci has unpacked, as Fargate would run it."""

import json
import os
import subprocess
from pathlib import Path

from judge.programs import run


class Container:
    """Half a CPU, 1 GiB, the root file system read-only, no capability, the machine's network."""

    def __init__(self, bundle: Path, name: str, environment: dict[str, str]):
        self.bundle, self.name = bundle, name
        self._state = bundle.parent / "runc"
        path = bundle / "config.json"
        spec = json.loads(path.read_text())
        process = spec["process"]
        process["terminal"] = False
        process["env"] += [f"{key}={value}" for key, value in environment.items()]
        process["capabilities"] = {kind: [] for kind in process["capabilities"]}
        spec["root"]["readonly"] = True
        linux = spec["linux"]
        linux["namespaces"] = [space for space in linux["namespaces"] if space["type"] != "network"]
        linux["resources"] = {"memory": {"limit": 1 << 30}, "cpu": {"quota": 50_000, "period": 100_000}}
        linux["cgroupsPath"] = f"/{name}"
        path.write_text(json.dumps(spec))

    def start(self) -> subprocess.Popen:
        return subprocess.Popen(
            ["runc", "--root", str(self._state), "run", "--bundle", str(self.bundle), self.name],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )

    def finish(self, seconds: float = 60) -> tuple[int, str]:
        process = self.start()
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.delete()
            raise
        return process.returncode, output

    def pid(self) -> int | None:
        """Of the worker, as this machine numbers it; None before it runs."""
        done = subprocess.run(
            ["runc", "--root", str(self._state), "state", self.name], capture_output=True, text=True, check=False
        )
        state = json.loads(done.stdout) if done.returncode == 0 else {}
        return state["pid"] if state.get("status") == "running" else None

    def delete(self) -> None:
        subprocess.run(
            ["runc", "--root", str(self._state), "delete", "--force", self.name], capture_output=True, check=False
        )


def limits(pid: int) -> dict[str, int]:
    """CPU in thousandths and memory in bytes, as the kernel holds the process to them; cgroups of both versions."""
    found: dict[str, int] = {}
    for line in Path(f"/proc/{pid}/cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        folder = Path("/sys/fs/cgroup", *(controllers.split(",")[:1] if controllers else []), path.lstrip("/"))
        if not folder.is_dir() and controllers:
            folder = Path("/sys/fs/cgroup", controllers, path.lstrip("/"))
        quota, period, most = (folder / name for name in ("cpu.cfs_quota_us", "cpu.cfs_period_us", "cpu.max"))
        if quota.exists():
            found["cpu"] = int(quota.read_text()) * 1000 // int(period.read_text())
        if most.exists():
            numbers = most.read_text().split()
            found["cpu"] = int(numbers[0]) * 1000 // int(numbers[1])
        for name in ("memory.limit_in_bytes", "memory.max"):
            if (folder / name).exists():
                found["memory"] = int((folder / name).read_text())
    return found


def unpack(archive: Path, folder: Path) -> Path:
    """The image as umoci unpacks it: a bundle."""
    run("skopeo", "--insecure-policy", "copy", f"oci-archive:{archive}", f"oci:{folder}/layout:v1")
    rootless = [] if os.geteuid() == 0 else ["--rootless"]
    run("umoci", "unpack", *rootless, "--image", f"{folder}/layout:v1", folder / "bundle")
    return folder / "bundle"
