"""One request to AWS and its answer, as they were on the wire."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Request:
    method: str
    target: str
    """Path and query, as sent."""
    headers: list[tuple[str, str]]
    body: bytes
    at: float = field(default_factory=time.time)

    def header(self, name: str) -> str | None:
        """The value of a header, None where it is absent."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def operation(self) -> str:
        """`AmazonSQS.SendMessage` is `sqs.SendMessage`; where there is no X-Amz-Target, method and path."""
        prefix, _, name = (self.header("X-Amz-Target") or "").partition(".")
        service = next((short for start, short in _SERVICES.items() if prefix.startswith(start)), prefix)
        return f"{service}.{name}" if name else f"{self.method} {self.path}"

    def json(self) -> dict:
        return json.loads(self.body)


_SERVICES = {
    "AmazonSQS": "sqs", "DynamoDB_": "dynamodb", "AmazonEC2ContainerService": "ecs", "Logs_": "logs",
    "AmazonEC2ContainerRegistry": "ecr", "secretsmanager": "secretsmanager", "AmazonSSM": "ssm",
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def json(self) -> dict:
        return json.loads(self.body)

    @staticmethod
    def of(value: dict, status: int = 200, content_type: str = "application/x-amz-json-1.1") -> "Answer":
        return Answer(status, [("Content-Type", content_type)], json.dumps(value).encode())

    @staticmethod
    def error(code: str, message: str, status: int = 400) -> "Answer":
        """An error in the form of AWS's JSON protocols."""
        return Answer.of({"__type": code, "message": message}, status)


CUT = Answer(0, [], b"")
"""No answer: the connection is reset."""


@dataclass(frozen=True)
class Exchange:
    request: Request
    answer: Answer


Forward = Callable[[Request], Answer]
Rule = Callable[[Request, Forward], Answer | None]
"""Answers a request, itself or with what `forward` brings (the rules after it, then the emulator); None passes."""
