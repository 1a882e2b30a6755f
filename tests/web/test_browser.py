"""The workbench in Debian's Chromium: every screen, every key, words selected, speakers merged."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from reportedly.engines import run
from reportedly.settings import Settings
from reportedly.store import open_store
from reportedly.views.briefs import Brief
from reportedly.views.desk import Desk
from tests.web.browsing import (
    CHROMIUM,
    Served,
    enter,
    findings,
    overflow,
    picture,
    screens,
    serving,
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
NAMES = (
    "home", "rows", "row", "documents", "reader", "choose", "compare", "speakers", "speaker",
    "merge", "split", "copying", "timeline", "forecasts", "review", "search",
    "export", "integrity", "decisions", "changes", "pattern", "agreement", "second",
)  # fmt: skip
OFTEN = ("home", "rows", "row", "reader", "compare", "speaker", "merge", "review")  # most used
LATER = 30_000  # milliseconds a page may take on a busy machine
expect.set_options(timeout=LATER)
SELECT_WORDS = """words => {
  for (const span of document.querySelectorAll('.para')) {
    const walk = document.createTreeWalker(span, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walk.nextNode()) nodes.push(walk.currentNode);
    const at = nodes.map(n => n.data).join('').indexOf(words);
    if (at < 0) continue;
    const place = offset => {
      for (const node of nodes) {
        if (offset <= node.length) return [node, offset];
        offset -= node.length;
      }
    };
    const range = document.createRange();
    range.setStart(...place(at));
    range.setEnd(...place(at + words.length));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def served(ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo's workbench, for reading."""
    root = tmp_path_factory.mktemp("browser") / "demo.reportedly"
    shutil.copytree(ledger, root)
    with serving(root) as found:
        yield found


@pytest.fixture(scope="module")
def inside(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """A browser that is signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(LATER)
    page = context.new_page()
    enter(page, served)
    page.close()
    yield context
    context.close()


@pytest.fixture
def page(inside: BrowserContext) -> Iterator[Page]:
    """A page that fails its test when a script fails or the policy stops something."""
    made = inside.new_page()
    troubles: list[str] = []
    made.on("pageerror", lambda error: troubles.append(str(error)))
    made.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
    yield made
    made.close()
    assert troubles == []


@pytest.fixture
def own(ledger: Path, tmp_path: Path) -> Path:
    """A copy of the demo's ledger that a test may write to."""
    root = tmp_path / "own.reportedly"
    shutil.copytree(ledger, root)
    return root


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_opens_and_axe_finds_nothing_serious(
    page: Page, served: Served, name: str, tmp_path: Path
) -> None:
    answer = page.goto(served.home + screens(served.desk)[name])

    assert answer is not None
    assert answer.status == 200
    expect(page.locator("main h1")).to_have_count(1)
    assert findings(page) == []
    assert overflow(page) == 0
    picture(page, f"{name}-1280-light", tmp_path)


@pytest.mark.parametrize(
    "name",
    [n if n in OFTEN else pytest.param(n, marks=pytest.mark.nightly) for n in NAMES],
)
def test_a_screen_fits_a_telephone_in_the_dark(
    page: Page, served: Served, name: str, tmp_path: Path
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")

    page.goto(served.home + screens(served.desk)[name])

    assert overflow(page) == 0
    picture(page, f"{name}-390-dark", tmp_path)


@pytest.mark.nightly
@pytest.mark.parametrize("name", NAMES)
def test_a_screen_fits_at_200_percent(
    page: Page, served: Served, name: str, tmp_path: Path
) -> None:
    page.set_viewport_size({"width": 640, "height": 450})  # 1,280 by 900 at 200 %

    page.goto(served.home + screens(served.desk)[name])

    assert overflow(page) == 0
    picture(page, f"{name}-200-percent", tmp_path)


@pytest.mark.nightly
@pytest.mark.parametrize("name", NAMES)
def test_a_screen_is_kept_light_on_a_telephone_and_dark_on_a_desk(
    page: Page, served: Served, name: str, tmp_path: Path
) -> None:
    for width, scheme in ((390, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(served.home + screens(served.desk)[name])
        assert findings(page) == []
        picture(page, f"{name}-{width}-{scheme}", tmp_path)


@pytest.mark.nightly
def test_words_behind_a_flag_and_from_right_to_left_are_read_and_selected(
    browser: Browser, tmp_path: Path
) -> None:
    texts = {
        "flag.txt": "Rescue crews 🇨🇭🚒 found 40 people at Lake Orr, Mayor Ada Lunt said.\n",
        "hebrew.txt": "ראש העיר אמר כי 40 בני אדם נמצאו ליד האגם.\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    root = tmp_path / "mixed.reportedly"
    run(open_store(root, create=True), [str(tmp_path / n) for n in texts], settings=Settings())
    with serving(root) as served:
        page = browser.new_page()
        enter(page, served)
        by_path = {
            r.document.path.rpartition("/")[2]: d for d, r in served.desk.index.documents.items()
        }
        page.goto(f"{served.home}/documents/{by_path['hebrew.txt']}")
        para = page.locator(".para").first
        assert para.evaluate("e => getComputedStyle(e).direction") == "rtl"
        picture(page, "right-to-left", tmp_path)

        page.goto(f"{served.home}/documents/{by_path['flag.txt']}")
        page.evaluate(SELECT_WORDS, "40 people")
        page.get_by_role("button", name="Add or mend these words").click()

        expect(page.locator("#selection mark")).to_have_text("40 people")
        start = int(page.locator("#selection input[name=start]").first.input_value())
        assert texts["flag.txt"][start:].startswith("40 people")
        page.close()


@pytest.mark.nightly
def test_fifty_cards_are_reviewed_by_keyboard_alone(browser: Browser, own: Path) -> None:
    with serving(own) as served:
        page = browser.new_page()
        page.set_default_timeout(LATER)
        enter(page, served)
        page.goto(served.home + "/rows")
        page.keyboard.press("g")
        page.keyboard.press("v")
        status = page.locator("main p[role=status]")
        expect(status).to_contain_text(" 0 decided")

        for number in range(1, 51):
            page.wait_for_load_state("load")
            page.keyboard.press("a")
            expect(status).to_contain_text(f" {number} decided")

        page.wait_for_load_state("load")
        page.keyboard.press("u")
        expect(page.locator("body")).to_contain_text("taken back")
        page.close()


@pytest.mark.nightly
def test_tab_goes_through_a_screen_and_out_again(page: Page, served: Served) -> None:
    for path in ("/rows", "/speakers", "/documents"):
        page.goto(served.home + path)
        stops = 0
        while stops < 600:
            page.keyboard.press("Tab")
            stops += 1
            if page.evaluate("!!document.activeElement.closest('footer')"):
                break
        assert stops < 600, f"{path}: the keyboard never leaves the page's middle"


@pytest.mark.parametrize(("key", "path"), [("r", "/rows"), ("d", "/documents"), ("s", "/speakers")])
def test_g_and_a_letter_go_to_a_screen(page: Page, served: Served, key: str, path: str) -> None:
    page.goto(served.home + "/decisions")

    page.keyboard.press("g")
    page.keyboard.press(key)

    expect(page).to_have_url(served.home + path)


def test_slash_searches_and_keys_rest_inside_a_field(page: Page, served: Served) -> None:
    page.goto(served.home + "/rows")

    page.keyboard.press("/")
    page.keyboard.type("j?x")

    expect(page.locator("#find")).to_have_value("j?x")
    expect(page.locator(".current")).to_have_count(0)
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator(".current")).to_have_count(1)


def test_a_question_mark_shows_all_keys(page: Page, served: Served) -> None:
    page.goto(served.home + "/rows")

    page.keyboard.press("?")

    shown = page.locator("#help")
    expect(shown).to_be_visible()
    for key in ("/", "j", "k", "a", "x", "e", "m", "s", "u", "o", "g"):
        expect(
            shown.locator("kbd", has_text=re.compile(f"^{re.escape(key)}$")).first
        ).to_be_visible()
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()


def test_j_and_k_move_and_enter_opens(page: Page, served: Served) -> None:
    page.goto(served.home + "/rows")

    for key in "jjk":
        page.keyboard.press(key)

    first = page.locator("[data-item]").first
    expect(first).to_have_class("current")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(served.desk.briefs[0].question)
    page.wait_for_load_state("load")
    page.keyboard.press("]")
    expect(page).to_have_url(f"{served.home}/rows/{served.desk.briefs[1].id}")
    page.wait_for_load_state("load")
    page.keyboard.press("[")
    expect(page).to_have_url(f"{served.home}/rows/{served.desk.briefs[0].id}")


def test_e_edits_and_o_goes_to_the_words(page: Page, served: Served) -> None:
    page.goto(f"{served.home}/rows/{served.desk.briefs[0].id}")

    page.keyboard.press("j")
    page.keyboard.press("e")

    expect(page.locator(".current .edit input:focus")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    expect(page).to_have_url(re.compile(r"/documents/d[0-9a-f]+#c\d+"))


def test_a_filter_is_an_address_and_back_undoes_it(page: Page, served: Served) -> None:
    page.goto(served.home + "/rows")

    page.get_by_label("Accounts differ").check()

    expect(page).to_have_url(re.compile(r"differs=1"))
    assert "q=" not in page.url
    expect(page.locator(".count")).to_contain_text("of")
    page.reload()
    expect(page.get_by_label("Accounts differ")).to_be_checked()
    page.get_by_role("link", name="Clear all").click()
    expect(page.get_by_label("Accounts differ")).not_to_be_checked()


def test_words_selected_are_the_words_offered(page: Page, served: Served) -> None:
    desk = served.desk
    doc = next(d for d in desk.index.documents if desk.index.documents[d].statements)
    page.goto(f"{served.home}/documents/{doc}")
    words = desk.index.words(next(iter(desk.index.documents[doc].statements)).content[0])[:60]
    page.evaluate(SELECT_WORDS, words)

    page.get_by_role("button", name="Add or mend these words").click()

    offered = page.locator("#selection mark")
    expect(offered).to_be_visible()
    start = int(page.locator("#selection input[name=start]").first.input_value())
    end = int(page.locator("#selection input[name=end]").first.input_value())
    assert offered.inner_text() == words.strip()
    assert desk.index.documents[doc].document.text[start:end] == words.strip()
    assert findings(page) == []


def test_marks_of_a_text_can_be_hidden(page: Page, served: Served) -> None:
    page.goto(served.home + screens(served.desk)["reader"])
    figure = page.locator(".para .figure").first
    before = figure.evaluate("e => getComputedStyle(e).borderBlockStartStyle")

    page.get_by_role("checkbox", name="figure").uncheck()

    assert before == "solid"
    assert figure.evaluate("e => getComputedStyle(e).borderBlockStartStyle") == "none"


def test_accept_is_recorded_and_taken_back(browser: Browser, own: Path) -> None:
    with serving(own) as served:
        page = browser.new_page()
        page.set_default_timeout(LATER)
        enter(page, served)
        page.goto(f"{served.home}/rows/{served.desk.briefs[0].id}")

        page.keyboard.press("j")
        page.keyboard.press("a")

        expect(page.locator(".current .decided")).to_contain_text("Recorded")
        page.goto(f"{served.home}/rows/{served.desk.briefs[0].id}")
        expect(page.locator(".past").first).to_contain_text("by ada")
        page.keyboard.press("u")
        expect(page.locator("#notice")).to_contain_text("taken back")
        page.close()


def mergeable(desk: Desk) -> tuple[tuple[str, str], Brief]:
    """Return two speakers by name, and a row in which both speak for themselves."""
    names = Counter(e.name for e in desk.speakers)
    for brief in desk.briefs:
        said = (desk.index.witnesses[w].speaker for w in desk.index.rows[brief.id].witnesses)
        found = sorted({desk.index.name(e) for e in said if e in desk.said})
        one_each = [name for name in found if names[name] == 1]
        if len(one_each) > 1:
            return (one_each[0], one_each[1]), brief
    raise AssertionError("no row has two speakers")


def test_two_speakers_are_merged_taken_apart_and_kept(
    browser: Browser, own: Path, tmp_path: Path
) -> None:
    with serving(own) as served:
        page = browser.new_page()
        page.set_default_timeout(LATER)
        enter(page, served)
        page.goto(served.home + "/speakers")
        names, row = mergeable(served.desk)
        for name in names:
            page.get_by_role("checkbox", name=f"Choose {name}", exact=True).check()

        page.keyboard.press("m")

        line = page.locator("tr").filter(has=page.locator(f"a[href='/rows/{row.id}']"))
        expect(line).to_contain_text(f"{row.speakers} → {row.speakers - 1}")
        picture(page, "merge-preview", tmp_path)
        page.keyboard.press("m")
        expect(page.locator("h1")).to_have_text("Recorded")
        served.settle()
        page.goto(f"{served.home}/rows/{row.id}")
        speakers = page.locator("dl.numbers div", has_text="Speakers").locator("dd")
        expect(speakers).to_have_text(str(row.speakers - 1))
    with serving(own) as served:  # restarted
        enter(page, served)
        page.goto(f"{served.home}/rows/{row.id}")
        expect(speakers).to_have_text(str(row.speakers - 1))
        page.keyboard.press("u")
        expect(page.locator("#notice")).to_contain_text("taken back")
        served.settle()
        page.reload()
        expect(speakers).to_have_text(str(row.speakers))
        page.close()
