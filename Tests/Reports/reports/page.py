"""A report in a browser that notices everything which a report must not do."""

import re
from pathlib import Path


class OpenPage:
    """The page, with all that it said and asked for."""

    def __init__(self, context, path: Path):
        self.messages: list[str] = []
        self.requests: list[str] = []
        self.page = context.new_page()
        self.page.on("console", lambda message: self.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.messages.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.resolve().as_uri())
        self.requests.remove(path.resolve().as_uri())

    def assert_quiet(self) -> None:
        """No error, no request but for data within the page."""
        assert not self.messages, self.messages
        assert not [url for url in self.requests if not url.startswith("data:")], self.requests

    def cell(self, caption: str, row: str, column: str) -> tuple[str, float]:
        """Text and exact value of a cell, found by what a reader sees."""
        return tuple(self.page.evaluate(
            """([caption, row, column]) => {
                const table = [...document.querySelectorAll('table')].find((t) => t.caption?.textContent === caption);
                const heads = [...table.querySelectorAll('thead th')].map((h) => h.textContent);
                const found = [...table.tBodies[0].rows].find((r) => row === null || r.cells[0].textContent === row);
                const cell = found.cells[heads.indexOf(column)];
                return [cell.textContent, Number(cell.dataset.v)];
            }""",
            [caption, row, column],
        ))

    def lines(self, chart: str) -> list[str]:
        """The paths that a chart shows."""
        return self.page.eval_on_selector_all(
            f"#chart-{chart} .inner path",
            "paths => paths.filter(p => !p.closest('.off')).map(p => p.getAttribute('d'))",
        )

    def readout(self, chart: str) -> str:
        return self.page.inner_text(f"#chart-{chart} .readout")


def milliseconds(text: str) -> float:
    """`850 µs`, `20.1 ms`, `1.25 s` as a number of milliseconds."""
    number, unit = re.fullmatch(r"([\d.,]+) (µs|ms|s)", text).groups()
    return float(number.replace(",", "")) * {"µs": 0.001, "ms": 1, "s": 1000}[unit]
