"""A run through the whole chain: invoke the launcher, watch tasks and table, ask the command for its report."""

import json
import time
from collections.abc import Callable
from pathlib import Path

from bench import results_table
from bench.account import Account
from bench.emulator import REGION, ROOT
from bench.fleet_view import Task, tasks_of
from bench.identity import Credentials
from bench.results_table import FINAL, WINDOW, Item
from bench.stack import Stack
from reference.loadtester import Running


class Refused(AssertionError):
    """The launcher answered with an error; `text` is all that it says."""

    def __init__(self, text: str):
        super().__init__(f"the launcher refused: {text}")
        self.text = text


class Chain:
    def __init__(self, account: Account, stack: Stack, directory: Path):
        self.account, self.stack = account, stack
        self._directory, self.commands = directory, []

    def launch(self, payload: dict | str | bytes) -> dict:
        """Invokes the launcher and waits for its answer. Raises `Refused` where that is an error."""
        data = payload if isinstance(payload, (str, bytes)) else json.dumps(payload)
        answer = self.account.client("lambda").invoke(FunctionName=self.stack.names.launcher, Payload=data)
        text = answer["Payload"].read().decode()
        if "FunctionError" in answer:
            raise Refused(text)
        body = json.loads(text)
        assert isinstance(body, dict), f"the launcher's answer is no object: {text}"
        if "testId" not in body:
            raise Refused(text)
        return body

    def items(self, test_id: str) -> list[Item]:
        return results_table.query(self.account.client("dynamodb"), self.stack.names.table, test_id)

    def tasks(self, test_id: str) -> list[Task]:
        return tasks_of(self.account, self.stack.names.cluster, test_id)

    def wait_for_items(
        self, test_id: str, enough: Callable[[list[Item]], bool], seconds: float, what: str
    ) -> list[Item]:
        deadline = time.monotonic() + seconds
        while not enough(items := self.items(test_id)):
            kinds = [item.kind for item in items]
            seen = f"{kinds.count(WINDOW)} windows, {kinds.count(FINAL)} finals among {len(items)} items"
            assert time.monotonic() < deadline, f"{what}: not within {seconds} s; the table has {seen}"
            time.sleep(0.1)
        return items

    def wait_for_windows(self, test_id: str, count: int, seconds: float = 40) -> list[Item]:
        return self.wait_for_items(
            test_id, lambda items: len(results_table.of_kind(items, WINDOW)) >= count, seconds, f"{count} windows"
        )

    def wait_for_end(self, test_id: str, tasks: int, seconds: float = 60) -> list[Item]:
        """The items, once every task's final record is in the table and nothing is left in the queue, in which a final
        message may overtake windows."""
        self.wait_for_items(
            test_id, lambda items: len(results_table.of_kind(items, FINAL)) >= tasks, seconds, f"{tasks} finals"
        )
        self.wait_for_queue(lambda waiting: waiting == 0, seconds)
        return self.items(test_id)

    def wait_for_queue(self, enough: Callable[[int], bool], seconds: float = 40) -> None:
        """Until the number of messages in the queue, visible or not, is as wanted."""
        sqs, names = self.account.client("sqs"), ["", "NotVisible", "Delayed"]
        attributes = [f"ApproximateNumberOfMessages{name}" for name in names]
        deadline = time.monotonic() + seconds
        while True:
            answer = sqs.get_queue_attributes(QueueUrl=self.stack.queue_url, AttributeNames=attributes)
            waiting = sum(map(int, answer["Attributes"].values()))
            if enough(waiting):
                return
            assert time.monotonic() < deadline, f"{waiting} messages in the queue after {seconds} s"
            time.sleep(0.1)

    def start_processing(self) -> None:
        """For a stack that was deployed with `processing=False`."""
        functions = self.account.client("lambda")
        (mapping,) = functions.list_event_source_mappings()["EventSourceMappings"]
        functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=True)

    def command(
        self, *arguments: object, credentials: Credentials = ROOT,
        environment: dict[str, str] | None = None, prefix: list[str] | None = None,
    ) -> Running:
        """`loadtester ARGUMENTS`, started, with its names and credentials in the environment; `prefix` is what starts it."""
        names = {
            "AWS_ACCESS_KEY_ID": credentials.key, "AWS_SECRET_ACCESS_KEY": credentials.secret,
            "AWS_SESSION_TOKEN": credentials.token or "", "AWS_REGION": REGION, "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ENDPOINT_URL": self.account.emulator.front_url, "AWS_CONFIG_FILE": "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "LOADTESTER_TABLE": self.stack.names.table,
            "LOADTESTER_QUEUE_URL": self.stack.queue_url, "LOADTESTER_FUNCTION": self.stack.names.launcher,
            "LOADTESTER_CLUSTER": self.stack.names.cluster,
        }
        directory = self._directory / f"command-{len(self.commands)}"
        running = Running([str(argument) for argument in arguments], directory, prefix, names | (environment or {}))
        self.commands.append(running)
        return running

    def run(self, url: str, *arguments: object, **options) -> Running:
        return self.command("run", url, *arguments, "--format", "json", "--on", "aws", **options)

    def summary(self, test_id: str, *exit_codes: int) -> dict:
        """`loadtester results TEST_ID --on aws --format json`; `exit_codes` default to 0."""
        printed = self.command("results", test_id, "--format", "json", "--on", "aws").wait(30)
        return printed.expect(*(exit_codes or (0,)))

    def end(self) -> None:
        for command in self.commands:
            command.end()
