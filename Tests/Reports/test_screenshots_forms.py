"""Makes the pictures of the forms of docs/reports.md that are text: of one journey, shown as the tools show it that read it."""

import pytest

from reference.schedule import Rule, Schedule
from reference.server_process import ScheduledServer
from reports import picture
from reports.picture import WANTED, document, plain, save, sheet

pytestmark = WANTED

PLAN = """
target: {url}
profile: [{{rate: 0..40, for: 4s}}, {{rate: 40, for: 8s}}]
vus: 80
scenarios:
  - name: buy
    steps:
      - get: /products
        check: {{status: 200}}
      - group: checkout
        steps:
          - get: /cart
          - {{post: /orders, json: {{sku: 17}}}}
thresholds:
  - p(99) < 300ms
  - error_rate < 1%
  - 'group "checkout": p(95) < 200ms'
"""
FORMS = ("text", "json", "markdown", "csv", "endpoints", "groups", "junit", "hgrm", "hlog")


@pytest.fixture(scope="module")
def journey(command, tmp_path_factory):
    """`journey(form)` → its text; of a run in which every 40th request fails, and a threshold with it."""
    folder = tmp_path_factory.mktemp("journey")
    holds = [0.011, 0.013, 0.017, 0.024, 0.031, 0.058]
    for attempt in range(1, 7):
        server = ScheduledServer(Schedule(holds=holds, rules=[Rule(40, "503")]), folder / f"server-{attempt}")
        try:
            (folder / "plan.yaml").write_text(PLAN.format(url=server.url("/")))
            outputs = [part for form in FORMS for part in ("--out", f"{form}={folder}/run.{form}")]
            name = "shop" if attempt == 1 else f"shop-{attempt}"
            ended = command("run", folder / "plan.yaml", "--test-id", name, "--quiet", *outputs)
        finally:
            server.stop()
        if ended.exit_code == 99:
            return lambda form: (folder / f"run.{form}").read_bytes().decode()
    pytest.fail(f"the generator was starved six times: {ended.output}")


@pytest.fixture
def take(open_page, tmp_path):
    """`take(name, html, width)` → the picture of a page, as large as what it shows."""

    def one(name: str, html: str, width: int = 1000) -> None:
        path = tmp_path / "page.html"
        path.write_text(html)
        page = open_page(path, viewport={"width": width, "height": 400})
        save(page.page.locator("body").screenshot(), name)

    return one


def test_json(journey, take):
    take("form-json.png", document(plain(journey("json"), 24, 118)))


def test_markdown(journey, take):
    text = journey("markdown").replace("<details>", "<details open>")
    take("form-markdown.png", document(picture.markdown(text), "body { max-width: 860px; }"))


def test_csv(journey, take):
    sheets = [
        sheet("csv", journey("csv"), 8), sheet("endpoints", journey("endpoints"), 4, 14), sheet("groups", journey("groups"), 1),
    ]
    take("form-csv.png", document("".join(sheets), "table { font-size: 11px; } th, td { padding: 2px 6px; }"), 1200)


def test_junit(journey, take):
    take("form-junit.png", document(plain(journey("junit"), width=150)), 1300)


def test_histograms(journey, take):
    take("form-hgrm.png", document(plain(journey("hgrm"), 16)))
    take("form-hlog.png", document(plain(journey("hlog"), 10)))
