"""What the schedule server is to do with each request, as plain data."""

import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Freeze:
    """From `after` seconds after the first request, for `seconds`, nothing is answered; then everything at once."""

    after: float
    seconds: float


@dataclass(frozen=True)
class Rule:
    """Every `every`-th request (counted from 1 over all connections) gets `action`.

    `action` is a status code as text, `reset` (TCP RST instead of an answer) or `held` (never answered).
    """

    every: int
    action: str


@dataclass(frozen=True)
class Schedule:
    """`holds` (seconds) are used in turn; the first rule that matches wins; otherwise the answer is 200."""

    holds: list[float] = field(default_factory=lambda: [0.0])
    freeze: Freeze | None = None
    rules: list[Rule] = field(default_factory=list)
    body_bytes: int = 100
    body_step: int = 0
    """Body length of request i is `body_bytes` + (i × `body_step`) mod 997: byte totals cannot agree by luck."""
    first_process_holds: list[float] | None = None
    """Holds for all connections of the client process that connects first: makes the tasks of one run unequal."""

    def encoded(self) -> str:
        return json.dumps(asdict(self))

    @staticmethod
    def decoded(text: str) -> "Schedule":
        raw = json.loads(text)
        raw["freeze"] = Freeze(**raw["freeze"]) if raw["freeze"] else None
        raw["rules"] = [Rule(**rule) for rule in raw["rules"]]
        return Schedule(**raw)

    def action(self, number: int) -> str:
        """What happens to request `number`, counted from 1."""
        return next((rule.action for rule in self.rules if number % rule.every == 0), "200")

    def body_length(self, number: int) -> int:
        return self.body_bytes + (number * self.body_step) % 997
