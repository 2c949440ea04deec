"""ministack, on 127.0.0.2: the same port of 127.0.0.1 is the front's, which sees whatever the product sends.

ministack tells its tasks and its callers (queue URLs, endpoint of a task, credentials of a task) its own port on
MINISTACK_HOST, and overwrites a task's AWS_ENDPOINT_URL. With an address of its own, all of these name the front.
"""

import os
import shutil
from pathlib import Path

from bench import ports
from bench.child import Child
from bench.identity import Credentials

ACCOUNT, REGION = "000000000000", "us-east-1"
ROOT = Credentials("AKIAROOTROOTROOTROOT", "root/secret+of/the+bench")
HOST, FRONT_HOST = "127.0.0.2", "127.0.0.1"


class Emulator:
    """One ministack. With `auth`, signatures and policies are enforced."""

    def __init__(
        self, directory: Path, auth: bool = False, docker_host: str | None = None, port: int | None = None
    ):
        command = shutil.which("ministack", path=f"{Path(os.sys.executable).parent}:{os.environ['PATH']}")
        assert command, "ministack is not installed beside this Python"
        self.port = port or ports.free_port(HOST, FRONT_HOST)
        self.auth = auth
        directory.mkdir(parents=True)
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(directory), "TMPDIR": str(directory),
            "BIND_HOST": HOST, "GATEWAY_PORT": str(self.port), "MINISTACK_HOST": FRONT_HOST,
            "IOT_MTLS_ENABLED": "0", "SFTP_ENABLED": "0", "AUTH": "true" if auth else "false",
            "AWS_ACCESS_KEY_ID": ROOT.key, "AWS_SECRET_ACCESS_KEY": ROOT.secret,
            "DOCKER_HOST": docker_host or "unix:///nonexistent", "MINISTACK_DOCKER_TIMEOUT": "40",
            "LAMBDA_ASYNC_RETRY_BASE_SECONDS": "0.5",
        }
        self.process = Child([command], directory / "ministack.log", environment)

    def wait(self) -> None:
        self.process.wait_for_http(f"http://{HOST}:{self.port}/_ministack/health")

    @property
    def front_url(self) -> str:
        return f"http://{FRONT_HOST}:{self.port}"

    def stop(self) -> None:
        self.process.stop()
