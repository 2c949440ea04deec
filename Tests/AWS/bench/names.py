"""What the parts of a stack are called. The defaults are those that the contract fixes."""

from dataclasses import dataclass

from bench.emulator import ACCOUNT, REGION


@dataclass(frozen=True)
class Names:
    table: str = "LoadTestResults"
    queue: str = "LoadTestQueue"
    dead_letters: str = "LoadTestDeadLetters"
    launcher: str = "EcsLoadTestLauncher"
    processor: str = "LoadTestProcessor"
    cluster: str = "LoadTestEcsCluster"
    family: str = "LoadTestTask"
    container: str = "LoadTestContainer"
    log_group: str = "LoadTestContainerLogs"

    @property
    def table_arn(self) -> str:
        return f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{self.table}"

    @property
    def queue_arn(self) -> str:
        return f"arn:aws:sqs:{REGION}:{ACCOUNT}:{self.queue}"

    def role(self, of: str) -> str:
        return f"LoadTest-{of}"

    def role_arn(self, of: str) -> str:
        return f"arn:aws:iam::{ACCOUNT}:role/{self.role(of)}"
