"""A disk that fills under the results, and has room again: the run says so meanwhile, and loses nothing."""

import json
import shutil
import subprocess

import pytest

from reference.loadtester import INVALID, PASSED, binary
from reference.schedule import Schedule

pytestmark = pytest.mark.product

# Fills the disk two seconds on, and frees it four seconds later.
SCRIPT = """
mount -t tmpfs -o size=1m none "$0" || exit 70
(sleep 2; head -c 2000000 /dev/zero >"$0/filler" 2>/dev/null; sleep 4; rm "$0/filler") &
"$@"
"""


def test_a_full_disk_is_named_while_the_run_waits_for_it(server, tmp_path):
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-Urm", "true"], capture_output=True).returncode:
        pytest.skip("a small disk takes a user namespace: unshare -Urm")
    target, small = server(Schedule(holds=[0.001])), tmp_path / "small"
    small.mkdir()
    arguments = ["run", target.url(), "--rate", "20", "--duration", "5s", "--format", "json", "--data-dir", str(small)]
    done = subprocess.run(
        ["unshare", "-Urm", "sh", "-c", SCRIPT, str(small), binary(), *arguments],
        capture_output=True, text=True, timeout=120,
    )
    assert done.returncode in (PASSED, INVALID), done.stderr
    assert done.stderr.count(f"note: no space is left for results in {small}: free some") == 1, done.stderr
    tasks = json.loads(done.stdout)["tasks"]
    assert tasks["windowsReceived"] == tasks["windowsExpected"] == 5, tasks
