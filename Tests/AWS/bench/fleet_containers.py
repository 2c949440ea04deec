"""Tasks as real containers: the emulator starts them through podman; tests signal and read them here."""

import signal
import time

from bench.podman import Podman


class ContainerFleet:
    kind = "containers"

    def __init__(self, podman: Podman):
        self._podman = podman

    def signal(self, task_arn: str, number: signal.Signals) -> None:
        """To the container's first process, as ECS or the kernel's out-of-memory killer would."""
        self._podman.run("kill", "--signal", str(int(number)), self._container(task_arn))

    def exit_code(self, task_arn: str, seconds: float) -> int:
        deadline = time.monotonic() + seconds
        while True:
            container = self._container(task_arn)
            state = self._podman.run("inspect", "--format", "{{.State.Status}} {{.State.ExitCode}}", container)
            status, code = state.stdout.split()
            if status == "exited":
                return int(code)
            assert time.monotonic() < deadline, f"{task_arn}: {status} after {seconds} s\n{self.output(task_arn)}"
            time.sleep(0.1)

    def output(self, task_arn: str) -> str:
        done = self._podman.run("logs", self._container(task_arn), check=False)
        return done.stdout + done.stderr

    def stop(self) -> None:
        """Removes every container of this storage."""
        self._podman.run("rm", "--all", "--force", "--time", "0", check=False)

    def _container(self, task_arn: str) -> str:
        found = self._podman.run("ps", "--all", "--quiet", "--filter", f"label=com.amazonaws.ecs.task-arn={task_arn}")
        assert found.stdout.split(), f"no container of {task_arn}: never started, or removed by StopTask"
        return found.stdout.split()[0]
