"""Credentials of tasks: what AWS's endpoint gives a container, and whose secret the bench knows.

ministack's own endpoint makes up keys that its IAM does not know. This rule of the front answers instead; with AUTH the
keys are those of a session of the task's role.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.exchange import Answer, Forward, Request
from bench.identity import Credentials


STATIC = Credentials("ASIATASKTASKTASKTASK", "task/secret+known/to+the/bench", "task-session-token/with+signs==")


@dataclass
class TaskCredentials:
    issue: Callable[[], Credentials] = lambda: STATIC
    lifetime: float = 3600
    """Seconds until the credentials that are handed out expire."""
    issued: list[Credentials] = field(default_factory=list)

    def __call__(self, request: Request, forward: Forward) -> Answer | None:
        if not request.path.startswith("/v2/credentials/"):
            return None
        if not request.header("Authorization"):
            return Answer.error("AccessDeniedException", "no authorization token", 401)
        credentials = self.issue()
        self.issued.append(credentials)
        expiry = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + self.lifetime))
        return Answer.of({
            "AccessKeyId": credentials.key, "SecretAccessKey": credentials.secret, "Token": credentials.token,
            "Expiration": expiry, "RoleArn": "arn:aws:iam::000000000000:role/LoadTestTaskRole",
        }, content_type="application/json")
