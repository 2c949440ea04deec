"""The page is of use by mouse, by keyboard, on a phone, on paper, in the dark, and without its script."""

import re

import pytest

CONTRAST = """() => {
  const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; })
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !element.checkVisibility() || ['SCRIPT', 'STYLE'].includes(element.tagName)) continue;
    const style = getComputedStyle(element);
    const colour = parse(element.closest('svg') ? style.fill : style.color);
    const [a, b] = [light(colour), light(ground(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) low.push(`${element.tagName}.${element.className} ${ratio.toFixed(2)} ${element.textContent.slice(0, 30)}`);
  }
  return low;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(steady, open_page, scheme):
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    page = open_page(steady.path("html"), color_scheme=scheme)
    assert page.page.evaluate(CONTRAST) == []


def test_dark_follows_the_system_and_the_button_overrides_it(steady, open_page):
    ground = "getComputedStyle(document.body).backgroundColor"
    light, dark = open_page(steady.path("html")), open_page(steady.path("html"), color_scheme="dark")
    assert light.page.evaluate(ground) == "rgb(255, 255, 255)" != dark.page.evaluate(ground)
    dark.page.click("#theme")
    assert dark.page.evaluate(ground) == "rgb(255, 255, 255)"
    light.page.click("#theme")
    assert light.page.evaluate(ground) != "rgb(255, 255, 255)"


def test_pointing_at_a_chart_reads_its_values(steady, open_page):
    page = open_page(steady.path("html"))
    axes = page.page.locator("#chart-latency svg.axes")
    axes.scroll_into_view_if_needed()
    box = axes.bounding_box()
    page.page.mouse.move(box["x"] + box["width"] * 5.5 / 12, box["y"] + 50)
    entry = steady.summary["timeline"][5]
    assert re.match(r"5 s: p50 .* · p95 .* · p99 .* · max ", page.readout("latency"))
    assert f"{entry['max']:.1f} ms" in page.readout("latency") or f"{entry['max']:.0f} ms" in page.readout("latency")


def test_arrow_keys_read_values_and_plus_zooms(steady, open_page):
    page = open_page(steady.path("html"))
    page.page.focus("#chart-rate .plot")
    page.page.keyboard.press("ArrowRight")
    assert page.readout("rate").startswith("0 s: asked ")
    page.page.keyboard.press("End")
    assert page.readout("rate").startswith("11 s: ")
    page.page.keyboard.press("+")
    # What is pointed at stays where it is.
    assert page.page.inner_text("#view") == "5.8 s to 11.8 s"
    for chart in ("rate", "latency", "outcomes", "heat"):
        inner = page.page.locator(f"#chart-{chart} svg.inner").first
        assert inner.get_attribute("viewBox").split()[2] == "500"
    page.page.keyboard.press("Escape")
    assert page.page.inner_text("#view") == ""


def test_dragging_zooms_every_chart_over_time(steady, open_page):
    page = open_page(steady.path("html"))
    axes = page.page.locator("#chart-latency svg.axes")
    axes.scroll_into_view_if_needed()
    box = axes.bounding_box()
    page.page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + 60)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 80, steps=4)
    page.page.mouse.up()
    assert page.page.inner_text("#view") == "3 s to 9 s"
    texts = page.page.locator("#chart-rate text.x").all_text_contents()
    assert texts[0] == "3 s" and texts[-1] == "9 s"
    page.page.click("#zoom-all")
    assert page.page.inner_text("#view") == ""
    page.assert_quiet()


def test_a_line_can_be_hidden_and_the_scale_changed(steady, open_page):
    page = open_page(steady.path("html"))
    before = len(page.lines("latency"))
    key = page.page.locator("#chart-latency .key").first
    key.press("Enter")
    assert key.get_attribute("aria-pressed") == "false" and len(page.lines("latency")) == before - 1
    key.press("Enter")
    log = page.page.locator("#chart-latency button.log")
    linear = page.lines("latency")
    log.click()
    assert log.get_attribute("aria-pressed") == "true" and page.lines("latency") != linear


def test_the_heat_map_is_read_by_keyboard(steady, open_page):
    page = open_page(steady.path("html"))
    page.page.focus("#chart-heat .plot")
    page.page.keyboard.press("ArrowRight")
    first = page.readout("heat")
    assert re.match(r"0 s: [\d,]+ of [\d,]+ responses took .* to ", first)
    page.page.keyboard.press("ArrowUp")
    assert page.readout("heat") != first


def test_every_control_is_reached_by_tab_and_has_a_name(steady, open_page):
    page = open_page(steady.path("html"))
    wanted = page.page.locator("button:visible, summary:visible, .plot, .skip").count()
    seen = set()
    for _ in range(wanted * 2 + 20):
        page.page.keyboard.press("Tab")
        seen.add(page.page.evaluate(
            "(() => { const e = document.activeElement; "
            "return e === document.body ? '' : (e.getAttribute('aria-label') ?? e.textContent).trim() + e.className + e.id; })()"
        ))
    assert len(seen - {""}) >= wanted - 8  # Keys of the same name in several charts count once.
    unnamed = page.page.evaluate(
        "[...document.querySelectorAll('button,[role=img],[role=group],[role=region]')]"
        ".filter(e => !(e.getAttribute('aria-label') ?? e.textContent).trim()).length"
    )
    assert unnamed == 0


def test_a_phone_needs_no_sideways_scrolling(steady, open_page):
    page = open_page(steady.path("html"), viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.page.locator("#chart-latency svg.axes").bounding_box()["width"] > 250
    assert page.page.evaluate("parseFloat(getComputedStyle(document.querySelector('svg text')).fontSize)") >= 11


def test_paper_gets_everything_in_dark_on_light(steady, open_page):
    page = open_page(steady.path("html"), color_scheme="dark")
    page.page.emulate_media(media="print")
    assert page.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.page.locator("#theme").is_visible() and not page.page.locator(".zoom").is_visible()
    assert len(page.page.pdf()) > 20_000


def test_without_script_the_charts_are_there(steady, open_page):
    page = open_page(steady.path("html"), java_script_enabled=False)
    assert page.page.locator("#chart-latency svg.inner path").count() >= 5
    assert page.page.locator("#chart-percentiles").is_visible()
