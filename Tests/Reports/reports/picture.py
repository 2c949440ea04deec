"""Pictures of docs/reports.md: pages of a real run's output, taken by a real browser and written small."""

import csv
import html
import io
import os
from pathlib import Path

import pytest

FOLDER = os.environ.get("LOADTESTER_SCREENSHOTS")
#: For `pytestmark`: pictures are made where they are asked for.
WANTED = pytest.mark.skipif(not FOLDER, reason="LOADTESTER_SCREENSHOTS names no folder")
MOST_BYTES = 150_000

#: Neutral: what is shown is the form, not a look of ours.
STYLE = """
body { margin: 0; padding: 16px; background: #fff; color: #1f2328; font: 14px/1.5 "Liberation Sans", "Noto Color Emoji", sans-serif; width: fit-content; }
pre, code { font: 13px/1.35 "DejaVu Sans Mono", monospace; }
pre { margin: 0; }
table { border-collapse: collapse; margin: 0 0 16px; }
th, td { border: 1px solid #d0d7de; padding: 4px 10px; white-space: nowrap; }
caption { text-align: left; font-weight: bold; padding: 0 0 4px; }
td.n { text-align: right; }
blockquote { margin: 0 0 16px; padding: 0 1em; border-left: 4px solid #d0d7de; color: #59636e; }
p code, li code, td code, h3 code, summary code { background: #eff1f3; padding: 1px 4px; border-radius: 4px; }
"""


def save(png: bytes, name: str) -> None:
    """Few colours are enough for a page, and a quarter of the bytes."""
    image = pytest.importorskip("PIL.Image")
    picture = image.open(io.BytesIO(png)).convert("RGB").quantize(160, dither=image.Dither.NONE)
    path = Path(FOLDER) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, optimize=True)
    assert path.stat().st_size <= MOST_BYTES, path


def document(body: str, style: str = "") -> str:
    return f"<!doctype html><html lang=en><meta charset=utf-8><style>{STYLE}{style}</style><body>{body}</body></html>"


def plain(text: str, lines: int | None = None, width: int = 110) -> str:
    """Text as it is; long lines are cut where an editor's window would end, and it says that more follows."""
    rows = text.splitlines()
    shown = [row if len(row) <= width else row[: width - 1] + "…" for row in rows[:lines]]
    if lines is not None and len(rows) > lines:
        shown.append("…")
    return f"<pre>{html.escape(chr(10).join(shown))}</pre>"


def sheet(caption: str, text: str, rows: int, columns: int | None = None) -> str:
    """The first rows and columns of a CSV, as a spreadsheet shows them."""
    head, *lines = csv.reader(io.StringIO(text))

    def cells(line: list[str], tag: str) -> str:
        return "<tr>" + "".join(
            f"<{tag}{' class=n' if tag == 'td' and _is_number(cell) else ''}>{html.escape(cell)}</{tag}>" for cell in line[:columns]
        ) + "</tr>"

    body = "".join(cells(line, "td") for line in lines[:rows])
    return f"<table><caption>{html.escape(caption)}</caption>{cells(head, 'th')}{body}</table>"


def markdown(text: str) -> str:
    """As GitHub and GitLab render it: tables, and the few tags that both let through."""
    library = pytest.importorskip("markdown_it")
    return library.MarkdownIt("commonmark", {"html": True}).enable("table").render(text)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
