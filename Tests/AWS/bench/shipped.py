"""The product as it ships: its own command deploys its own stack, with no other tool within reach."""

import os
from dataclasses import dataclass
from pathlib import Path

from bench.account import Account
from bench.emulated_template import EmulatedTemplate
from bench.emulator import REGION, ROOT
from bench.identity import Credentials
from reference.loadtester import Running

STACK = "ApiLoadTesterCdkStack"


@dataclass
class Shipped:
    """`directory` holds the outputs of commands. `credentials` are the operator's."""

    account: Account
    package: Path
    directory: Path
    credentials: Credentials = ROOT
    count: int = 0

    def __post_init__(self):
        self.commands: list[Running] = []
        self.template = EmulatedTemplate(self.account.client, ROOT)
        self.account.front.rules.append(self.template)
        self._tools = self.directory / "no-tools"
        self._tools.mkdir(parents=True)

    @property
    def context(self) -> list[str]:
        """What an emulator needs that AWS does not."""
        return [
            "--context", f"endpointUrl={self.account.emulator.front_url}", "--context", "allowPrivateTargets=true",
        ]

    def command(self, *arguments: object, environment: dict | None = None, seconds: float = 120):
        """`loadtester ARGUMENTS` to its end, with a PATH that holds nothing at all."""
        self.count += 1
        running = Running(
            [str(argument) for argument in arguments], self.directory / f"command-{self.count}", None,
            self.environment | (environment or {}),
        )
        self.commands.append(running)
        return running.wait(seconds)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": str(self._tools), "HOME": str(self.directory), "AWS_ACCESS_KEY_ID": self.credentials.key,
            "AWS_SECRET_ACCESS_KEY": self.credentials.secret, "AWS_SESSION_TOKEN": self.credentials.token or "",
            "AWS_REGION": REGION, "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": "/dev/null",
            "AWS_ENDPOINT_URL": self.account.emulator.front_url, "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        }

    def deploy(self, *arguments: object, **options):
        return self.command("deploy", "--package", self.package, *self.context, *arguments, **options)

    def diff(self, *arguments: object, **options):
        return self.command("diff", "--package", self.package, *self.context, *arguments, **options)

    def end(self) -> None:
        for command in self.commands:
            command.end()
        assert not any(os.scandir(self._tools)), "something appeared in a PATH that is to be empty"


def package() -> Path:
    """The built package."""
    return Path(os.environ["LOADTESTER_AWS_PACKAGE"]).resolve()
