"""The cdk command in a checkout of its own."""

import os
import shutil
import subprocess
from pathlib import Path

from bench.emulator import REGION

ROOT = Path(__file__).resolve().parents[4]


class Checkout:
    """A folder with cdk.json as it is shipped, and everything that the command and the application run in."""

    def __init__(self, folder: Path, cdk: Path, package: Path, endpoint: str | None):
        folder.mkdir(parents=True)
        self.folder, self._cdk = folder, cdk
        shutil.copy(ROOT / "cdk.json", folder)
        (folder / "scripts").mkdir()
        built = os.environ.get("LOADTESTER_CDK_APP")
        (folder / "scripts/cdk-app").symlink_to(built or ROOT / "scripts/cdk-app")
        (folder / ".build-aws").mkdir()
        (folder / ".build-aws/package").symlink_to(package)
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder),
            "CDK_DISABLE_CLI_TELEMETRY": "true", "CDK_DOCKER": "/bin/false", "NODE_NO_WARNINGS": "1",
            "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_REGION": REGION,
        }
        if endpoint:
            self.environment |= {
                "AWS_ENDPOINT_URL": endpoint, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
            }

    def cdk(self, *words: object, expect: int = 0, **variables: str) -> str:
        """`cdk WORDS`; what it printed, on both channels."""
        done = subprocess.run(
            ["node", str(self._cdk), "--no-notices", "--no-color", "--ci", *(str(word) for word in words)],
            cwd=self.folder, env=self.environment | variables, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, timeout=400,
        )
        assert done.returncode == expect, f"cdk {words}: {done.returncode}\n{done.stdout[-6000:]}"
        return done.stdout

    def app(self, **variables: str) -> subprocess.CompletedProcess:
        """The application as the command runs it."""
        return subprocess.run(
            [str(self.folder / "scripts/cdk-app")], cwd=self.folder, env=self.environment | variables,
            capture_output=True, text=True, timeout=400,
        )

    def assembly(self, name: str = "cdk.out") -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted((self.folder / name).iterdir())}
