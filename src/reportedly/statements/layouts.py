"""Whole passages under a label: turns, signed messages, embedded posts, "From X:".

Invariant: a passage never holds its own label; passages of one kind do not overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.records import Basis, BlockKind, Mode, RuleName
from reportedly.statements.extents import trimmed
from reportedly.statements.proposals import Proposal, Range
from reportedly.statements.scene import Line, Scene

MARKUP = r"[*_#> ]{0,4}"
# "MR OBUYA:", "Q (Evening Sentinel):", "**GR:**", "@MayorEvesk:", "Question (Radio Two):"
SMALL = r"\(r\)|of|the|de|van|von|del|al|el|and|ibn|bin|for|to"  # words inside a name
LABEL = re.compile(
    MARKUP
    + r"(?P<who>@\w{2,30}|[A-ZÀ-Þ][\w.'’-]{0,24}"
    + rf"(?: (?:[A-ZÀ-Þ(&][\w.'’()-]{{0,24}}|{SMALL})){{0,6}})"
    + r"(?P<role>, [^:,.\n]{2,60}| ?\([^()\n]{1,60}\))?(?:\*{1,2})?:(?:\*{1,2})?(?=\s|$)"
)
ASKED = re.compile(
    MARKUP
    + r"(?:\d{1,2}[.)] ?)?(?P<role>Q|A|Question|Answer)(?P<who> ?\([^()\n]{1,60}\))?"
    + r"(?:\*\*)?(?P<dot>[:.])(?:\*\*)?(?P<after> \([^()\n]{1,60}\))?\s"
)
HANDLE_DATE = re.compile(
    r"[—–-]{1,2} ?(?P<who>[^\n(]{2,60}\(@\w{1,30}\))[ ,·]?(?P<rest>[^\n]{0,40})$"
)
HANDLE_ABOVE = re.compile(
    r"[> ]{0,3}(?:Reply from )?(?P<who>(?:[^\n@|·]{2,50})?@\w{2,30})(?: ?[·|,(][^\n]{0,40})?$"
)
NAME_TIME = re.compile(r"(?P<who>[A-Z][^\n|:]{1,40}?) ?\| ?[^\n|]{0,20}\d{1,2}[:.]\d\d\s*$")
FROM = re.compile(
    MARKUP
    + r"(?:\d{1,2}[.:]\d\d )?(?:POST from|Post from|From|FROM|Message from|"
    + r"Statement (?:by|from|of)|Letter from|Remarks by|Note from) "
    + r"(?P<who>[^\n:]{2,90}?)(?: ?\([^()\n]{1,30}+\))?:?\**:?$"
)
STATED = re.compile(r"[-–—―]{1,2} ?(?P<who>[A-ZÀ-Þ][^\n\d]{2,80})$")
FIRST_PERSON = frozenset(("i", "we", "my", "me", "our", "us"))
MANY = 4  # labelled lines that make a transcript even when no name comes twice
TURNS = 2  # labelled lines that make a transcript
SHORT = 90  # code points of a heading or a signature
LONGEST_NAME = 6  # words
LONG = 60  # code points that make a message's text
NAME_LIKE = re.compile(
    rf"\A(?:[A-ZÀ-Þ][\w.'’-]*|{SMALL})(?: (?:[A-ZÀ-Þ(&][\w.'’()-]*,?|{SMALL}|&)){{0,11}}[,.]?$"
)


def turns(scene: Scene) -> Iterator[Proposal]:
    """Read "QUAYLE: The figures have moved again today." as Quayle's turn."""
    labelled = [(i, found) for i, line in enumerate(scene.lines) if (found := _label(scene, line))]
    names = [found.group("who") or "" for _, found in labelled]
    if _own_voice(scene, labelled):
        return
    for n, (i, found) in enumerate(labelled):
        line = scene.lines[i]
        if not _is_turn(found, names, names[n]):
            yield from _one_quotation(scene, line, found)
            continue
        stop = labelled[n + 1][0] if n + 1 < len(labelled) else i + 1
        last = _turn_end(scene, i, stop)
        yield from _passage(scene, (found.end(), last), _who(found), rule="turn")


def _own_voice(scene: Scene, labelled: list[tuple[int, re.Match[str]]]) -> bool:
    """Tell whether bare Q and A are an outlet's own questions: no answer says "I" or "we"."""
    if not labelled or any(found.re is not ASKED or found.group("who") for _, found in labelled):
        return False
    start, end = scene.lines[labelled[0][0]].start, scene.lines[labelled[-1][0]].end
    return not any(t.text.lower() in FIRST_PERSON for t in scene.parse.within(start, end))


def _is_turn(found: re.Match[str], names: list[str], name: str) -> bool:
    """Tell a speaker's label from any other word before a colon: it comes again."""
    transcript = len(names) >= MANY or any(n and names.count(n) >= TURNS for n in names)
    repeated = names.count(name) >= TURNS or (transcript and _short(name))
    return repeated or (found.re is ASKED and len(names) >= TURNS) or name.startswith("@")


def _label(scene: Scene, line: Line) -> re.Match[str] | None:
    found = ASKED.match(scene.text, line.start, line.end) or LABEL.match(
        scene.text, line.start, line.end
    )
    if found is None or line.kind is BlockKind.TITLE:
        return None
    word = (found.group("who") or "").lower().strip(" ()")
    return None if word in scene.cues.no_labels else found


def _short(name: str) -> bool:
    return len(name.split()) <= 3


def _who(found: re.Match[str]) -> Range | None:
    """Return the label's words that name the speaker; a bare "Q" names nobody."""
    if found.re is ASKED:
        named = found.group("who") or found.group("after") or found.group("dot") == "."
        end = max(found.end("who"), found.end("after"), found.end("dot"))
        return (
            (found.start("role"), end if found.group("dot") == "." else found.end("who"))
            if named
            else None
        )
    return found.start("who"), max(found.end("who"), found.end("role"))


def _turn_end(scene: Scene, first: int, stop: int) -> int:
    """Return where a turn that starts on line `first` ends, before line `stop`."""
    last = first
    for i in range(first + 1, min(stop, len(scene.lines))):
        if scene.text[scene.lines[i].start] in "[(":
            break
        last = i
    return scene.lines[last].end


def _one_quotation(scene: Scene, line: Line, found: re.Match[str]) -> Iterator[Proposal]:
    """Read 'Its chairlady, Madam Folake Akinwale: "This is time for prayer."' in one line."""
    rest = trimmed(scene.text, found.end(), line.end)
    quote = scene.quote_at(rest[0]) if rest else None
    who = _who(found)
    if quote is None or rest is None or who is None or quote.end < rest[1] - 2:
        return
    yield Proposal(
        content=(quote.inner,),
        source=(who,),
        mode=Mode.DIRECT,
        basis=Basis.VERB,
        confidence=0.8,
        rule=RuleName("statements.layouts.label_quotation"),
    )


def _passage(scene: Scene, span: Range, who: Range | None, *, rule: str) -> Iterator[Proposal]:
    content = trimmed(scene.text, *span)
    if content is None:
        return
    while content[1] - content[0] > 1 and scene.text[content[0]] in "*>":
        content = (content[0] + 1, content[1])
    content = trimmed(scene.text, *content)
    if content is None:
        return
    quote = scene.quote_at(content[0])
    whole = quote is not None and quote.start <= content[0] and quote.end >= content[1] - 1
    yield Proposal(
        content=(quote.inner,) if whole and quote is not None else (content,),
        source=(who,) if who else (),
        mode=Mode.DIRECT,
        basis=Basis.VERB if whole and rule == "turn" else Basis.HEADING,
        confidence=0.8,
        rule=RuleName(f"statements.layouts.{rule}"),
    )


def posts(scene: Scene) -> Iterator[Proposal]:
    """Read a post by the line below or above it: "— Name (@handle) November 1, 2031"."""
    lines = scene.lines
    for i, line in enumerate(lines):
        below = HANDLE_DATE.match(scene.text, line.start, line.end)
        if below and i > 0:
            who = trimmed(scene.text, *below.span("who"))
            yield from _passage(
                scene, (lines[i - 1].start, lines[i - 1].end), who, rule="post_below"
            )
            continue
        above = HANDLE_ABOVE.fullmatch(scene.text, line.start, line.end) or NAME_TIME.fullmatch(
            scene.text, line.start, line.end
        )
        if above and i + 1 < len(lines):
            first = i + 1
            while first + 1 < len(lines) and _only_date(scene, lines[first]):
                first += 1
            last = first
            while last + 1 < len(lines) and lines[last + 1].paragraph == lines[first].paragraph:
                last += 1
            who = trimmed(scene.text, *above.span("who"))
            yield from _passage(
                scene, (lines[first].start, lines[last].end), who, rule="post_above"
            )


def _only_date(scene: Scene, line: Line) -> bool:
    words = scene.text[line.start : line.end]
    return len(words) < 30 and bool(re.search(r"\d", words)) and not words.endswith(".")


def messages(scene: Scene) -> Iterator[Proposal]:
    """Read a text under "From X:" or under a name with its office as X's message."""
    heads = [h for h in _headings(scene) if h is not None]
    for n, (_first, last, who) in enumerate(heads):
        start = last + 1
        stop = heads[n + 1][0] if n + 1 < len(heads) else len(scene.lines)
        body = _body(scene, start, stop)
        if body is not None:
            yield from _passage(scene, body, who, rule="message")


def _headings(scene: Scene) -> Iterator[tuple[int, int, Range]]:
    """Yield first line, last line and the words of each signatory above a text."""
    lines, i = scene.lines, 0
    while i < len(lines):
        line = lines[i]
        found = FROM.fullmatch(scene.text, line.start, line.end)
        if found:
            yield i, i, found.span("who")
        elif _named(scene, i) and i + 1 < len(lines):
            last = i
            while last + 1 < len(lines) and last - i < 3 and _title_line(scene, lines[last + 1]):
                last += 1
            text_follows = lines[i + 1].end - lines[i + 1].start >= LONG
            if last > i or (_honorific(scene, line) and text_follows):
                yield i, last, (line.start, lines[last].end)
            i = last
        i += 1


def _named(scene: Scene, i: int) -> bool:
    """Tell whether a line is a name and nothing else, not a byline."""
    line = scene.lines[i]
    words = scene.text[line.start : line.end]
    if len(words) > SHORT or not NAME_LIKE.fullmatch(words) or line.kind is BlockKind.TITLE:
        return False
    titled = i + 1 < len(scene.lines) and _title_line(scene, scene.lines[i + 1])
    return len(words.split()) >= 2 and (
        _honorific(scene, line) or (titled and len(words.split()) <= LONGEST_NAME)
    )


def _honorific(scene: Scene, line: Line) -> bool:
    first = scene.text[line.start : line.end].split()[0].rstrip(".,").lower()
    return first in scene.cues.honorifics


def _title_line(scene: Scene, line: Line) -> bool:
    words = scene.text[line.start : line.end]
    known = {w.strip(".,&").lower() for w in words.split()}
    return len(words) <= SHORT and words[-1:] not in ".!?:" and bool(known & scene.cues.offices)


def _body(scene: Scene, start: int, stop: int) -> Range | None:
    """Return the text of a message, without debris of the page at its edges."""
    kept = [
        line for line in scene.lines[start:stop] if scene.text[line.start : line.end].strip("| ")
    ]
    if not kept or kept[-1].end - kept[0].start < LONG:
        return None
    while len(kept) > 1 and _debris(scene, kept[-1]):
        kept = kept[:-1]
    return kept[0].start, kept[-1].end


def _debris(scene: Scene, line: Line) -> bool:
    return line.end - line.start < SHORT and scene.text[line.end - 1] not in '.!?"”’)'


def signed(scene: Scene) -> Iterator[Proposal]:
    """Read messages with the name below: several short signatures in one document."""
    ends = [i for i in range(1, len(scene.lines)) if _signature(scene, i)]
    if len(ends) < TURNS + 1:
        return
    start = 0
    for i in ends:
        same = [n for n in range(start, i) if scene.lines[n].paragraph == scene.lines[i].paragraph]
        first = same[0] if same else i - 1
        yield from _passage(
            scene,
            (scene.lines[first].start, scene.lines[i - 1].end),
            _signer(scene, i),
            rule="signed",
        )
        start = i + 1


def _signature(scene: Scene, i: int) -> bool:
    line, before = scene.lines[i], scene.lines[i - 1]
    words = scene.text[line.start : line.end]
    if len(words) > 60 or before.end - before.start < LONG or words[-1:] in ":?!":
        return False
    if line.paragraph != before.paragraph:
        return False
    return bool(
        re.fullmatch(
            r"[—–-]{0,2} ?[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,3}(?:, [^\n]{1,40})?", words
        )
    )


def _signer(scene: Scene, i: int) -> Range | None:
    line = scene.lines[i]
    return trimmed(scene.text, line.start, line.end)


def unlabelled(scene: Scene) -> Iterator[Proposal]:
    """Read an interview whose questions carry no label: short paragraphs that end in "?"."""
    asked = [i for i, line in enumerate(scene.lines) if _question(scene, line)]
    if len(asked) < 4 or 6 * len(asked) < len(scene.lines):
        return
    for n, i in enumerate(asked):
        stop = asked[n + 1] if n + 1 < len(asked) else i + 2
        yield from _passage(
            scene, (scene.lines[i].start, scene.lines[i].end), None, rule="question"
        )
        answer = scene.lines[i + 1 : min(stop, len(scene.lines))]
        if answer:
            yield from _passage(scene, (answer[0].start, answer[-1].end), None, rule="answer")


def _question(scene: Scene, line: Line) -> bool:
    words = scene.text[line.start : line.end].rstrip("*")
    if not words.endswith("?") or len(words) > 300 or scene.quote_at(line.start) is not None:
        return False
    return _label(scene, line) is None and line.kind is not BlockKind.TITLE


def dashed(scene: Scene) -> Iterator[Proposal]:
    """Read a quotation with the name behind a dash: "..." - Chiara Mbonu, head of delegation."""
    for i, line in enumerate(scene.lines):
        quote = scene.quote_at(line.start)
        if quote is None or quote.end > line.end:
            continue
        rest = trimmed(scene.text, quote.end, line.end)
        found = STATED.fullmatch(
            scene.text, quote.end + (scene.text[quote.end : quote.end + 1] == " "), line.end
        )
        if rest is None and i + 1 < len(scene.lines):
            after = scene.lines[i + 1]
            found = STATED.fullmatch(scene.text, after.start, after.end)
        if found is None or not 1 <= len(found.group("who").split()) <= 9:
            continue
        yield Proposal(
            content=(quote.inner,),
            source=(found.span("who"),),
            mode=Mode.DIRECT,
            basis=Basis.VERB,
            confidence=0.8,
            rule=RuleName("statements.layouts.dashed"),
        )
