"""One emulated account with all that watches it: emulator, front, strict ECS, credentials of tasks, fleet, faults."""

from pathlib import Path

import boto3
from botocore.config import Config

from bench.binaries import Package
from bench.capture import Front
from bench.emulator import ACCOUNT, FRONT_HOST, HOST, REGION, ROOT, Emulator
from bench.faults import Microburst
from bench.fleet_containers import ContainerFleet
from bench.fleet_processes import ProcessFleet
from bench.identity import Credentials
from bench.names import Names
from bench.podman import Podman
from bench.stack import Settings, Stack
from bench.strict_ecs import StrictECS
from bench.task_credentials import TaskCredentials


_SESSION = boto3.session.Session()


class Account:
    """`podman` None: tasks are processes. `faults`: microburst is in the way, which no signature survives."""

    def __init__(
        self, directory: Path, package: Package, podman: Podman | None, auth: bool = False, faults: bool = False,
        port: int | None = None,
    ):
        assert not (auth and faults), "microburst rewrites the Host header, so that no signature holds"
        self.package, self.directory = package, directory
        self.emulator = Emulator(directory / "emulator", auth, podman.docker_host if podman else None, port)
        self._stop = [self.emulator.stop]
        try:
            self.emulator.wait()
            self.front = Front(FRONT_HOST, self.emulator.port, (HOST, self.emulator.port))
            self._stop.append(self.front.stop)
            self.faults = self._microburst() if faults else None
            self.credentials = TaskCredentials(self._session_of_the_task_role) if auth else TaskCredentials()
            self.ecs = StrictECS()
            self.fleet = self._fleet(podman)
            self.front.rules += [self.credentials, self.ecs]
            if podman is None:
                self.front.rules.append(self.fleet)
        except BaseException:
            self.stop()
            raise

    def client(self, service: str, credentials: Credentials = ROOT, front: bool = False):
        """boto3, past the front unless `front`: what the bench itself does is no part of the record."""
        url = self.emulator.front_url if front else f"http://{HOST}:{self.emulator.port}"
        return _SESSION.client(
            service, REGION, endpoint_url=url, config=Config(retries={"total_max_attempts": 1}, read_timeout=90),
            aws_access_key_id=credentials.key, aws_secret_access_key=credentials.secret,
            aws_session_token=credentials.token,
        )

    def deploy(self, **settings) -> Stack:
        return Stack(self.client, self.emulator.front_url, self.package, Settings(**settings))

    def identities(self) -> dict[str, Credentials]:
        """By access key, everybody whose signatures the bench can check. Functions sign with the account's number."""
        known = [ROOT, Credentials(ACCOUNT, ROOT.secret), *self.credentials.issued]
        return {credentials.key: credentials for credentials in known}

    def session(self, role: str) -> Credentials:
        """Credentials of a session of the role, as STS gives them out."""
        issued = self.client("sts").assume_role(RoleArn=role, RoleSessionName="bench")["Credentials"]
        return Credentials(issued["AccessKeyId"], issued["SecretAccessKey"], issued["SessionToken"])

    def stop(self) -> None:
        for stop in reversed(self._stop):
            stop()

    def _session_of_the_task_role(self) -> Credentials:
        return self.session(Names().role_arn("task"))

    def _microburst(self) -> Microburst:
        faults = Microburst(self.directory / "microburst", f"http://{HOST}:{self.emulator.port}")
        self._stop.append(faults.stop)
        self.front.upstream = ("127.0.0.1", faults.port)
        return faults

    def _fleet(self, podman: Podman | None):
        if podman:
            fleet = ContainerFleet(podman)
        else:
            fleet = ProcessFleet(
                self.directory / "tasks", self.package.worker, self.client("ecs"), self.emulator.front_url
            )
        self._stop.append(fleet.stop)
        return fleet
