"""What a terminal shows, as a page: every cell with its colours, as the emulator understood the command's real output."""

import html

#: The sixteen colours of a terminal on a dark ground; the emulator calls yellow brown.
COLOURS = {
    "black": "#4b5263", "red": "#e06c75", "green": "#98c379", "brown": "#e5c07b", "blue": "#61afef", "magenta": "#c678dd",
    "cyan": "#56b6c2", "white": "#dcdfe4", "default": "#dcdfe4",
}
GROUND = "#1e2127"
STYLE = f"""
body {{ background: {GROUND}; }}
pre {{ color: {COLOURS["default"]}; font: 14px/18px "DejaVu Sans Mono", monospace; }}
"""


def page(screen, lines: int | None = None) -> str:
    """The rows of a `pyte.Screen`, without those at its end in which nothing stands."""
    rows = [[screen.buffer[row][column] for column in range(screen.columns)] for row in range(screen.lines)][:lines]
    while rows and all(not cell.data.strip() for cell in rows[-1]):
        rows.pop()
    return "<pre>" + "\n".join(_row(row) for row in rows) + "</pre>"


def _row(cells: list) -> str:
    text, run, look = "", "", None
    for cell in cells:
        if _look(cell) != look:
            text += _span(run, look)
            run, look = "", _look(cell)
        run += cell.data
    return (text + _span(run, look)).rstrip()


def _look(cell) -> str:
    ground, ink = (cell.fg, cell.bg) if cell.reverse else (cell.bg, cell.fg)
    parts = []
    if ink != "default" or cell.reverse:
        parts.append(f"color:{GROUND if ink == 'default' else _colour(ink)}")
    if ground != "default" or cell.reverse:
        parts.append(f"background:{_colour(ground)}")
    if cell.bold:
        parts.append("font-weight:bold")
    return ";".join(parts)


def _colour(name: str) -> str:
    return COLOURS.get(name.removeprefix("bright"), f"#{name}")


def _span(text: str, look: str | None) -> str:
    return f'<span style="{look}">{html.escape(text)}</span>' if look and text.strip() else html.escape(text)
