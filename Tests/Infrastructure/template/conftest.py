import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from judges import JUDGES, Finding  # noqa: E402
from synthesis import PROPERTY_SETS, synthesize  # noqa: E402


@pytest.fixture(scope="session")
def templates(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("templates")
    return {name: synthesize(context, folder / name) for name, context in PROPERTY_SETS.items()}


@pytest.fixture(scope="session")
def findings(templates) -> dict[tuple[str, str], list[Finding]]:
    """What each judge finds in each template. Two at a time: each is a process that waits little."""
    cases = [(name, judge) for name in templates for judge in JUDGES]
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda case: JUDGES[case[1]](templates[case[0]]), cases)
        return dict(zip(cases, found))
