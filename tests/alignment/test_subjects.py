"""Rows of subjects that no word list was written for: a match, a company, a vote, an epidemic."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from reportedly import analyse, relate
from reportedly.records import Corpus, Relation, RelationKind, Row, Witness
from reportedly.stage import Tools

Reports: TypeAlias = "tuple[tuple[str, str, str], ...]"

MATCH: Reports = (
    (
        "Ostrava Sport",
        "2033-05-15",
        "Rovers beat Calder Town 3-1 in the cup final on Saturday in front of 41,200 spectators. "
        "Striker Ivo Lund scored twice and was booked in the 80th minute.\n\nCoach Petra Vance "
        "said it was the club's fourth title.\n",
    ),
    (
        "Calder Post",
        "2033-05-16",
        "Calder Town lost the cup final on Saturday. The 3-1 defeat was watched by about 41,000 "
        "spectators, and 12 fans were arrested after the match, police said.\n",
    ),
    (
        "Evening Net",
        "2033-05-16",
        "Police said 15 fans were arrested after Saturday's cup final, which Rovers won 3-1 "
        'before 41,200 spectators. Vance said: "Four titles, and this is the best."\n',
    ),
)
COMPANY: Reports = (
    (
        "Market Wire",
        "2034-02-08",
        "Tarnow Glass reported a net profit of 320 million euros for 2033, up 12 percent, and "
        "said it would cut 1,400 jobs. Chief executive Mira Holt proposed a dividend of 1.20 "
        "euros a share.\n",
    ),
    (
        "Business Daily",
        "2034-02-09",
        "Tarnow Glass made a net profit of 320 million euros last year. The company is to cut "
        "1,400 jobs by the end of 2035, Holt said. Unions put the number of jobs at risk at "
        "1,900.\n",
    ),
    (
        "The Ledger",
        "2034-02-09",
        "Some 1,900 jobs will go at Tarnow Glass, according to union leader Jan Sorel. The "
        "company announced a net profit of €320m and cut 1,400 jobs.\n",
    ),
)
VOTE: Reports = (
    (
        "Press Agency",
        "2031-06-08",
        "The election commission put turnout in Sunday's presidential election in Lavonia at "
        "61.4 percent. Incumbent Dana Orlo won 52.3 percent of the vote, ahead of Petr Malin "
        "with 44.1 percent.\n",
    ),
    (
        "Lavonia Today",
        "2031-06-09",
        "Dana Orlo was re-elected on Sunday with 52.3 percent of the vote. Turnout reached 61.4 "
        "percent, according to the election commission, but observers estimated turnout at 48 "
        "percent.\n",
    ),
    (
        "Observer Mission",
        "2031-06-10",
        "The mission estimates turnout at 48 percent. The commission announced a turnout of 61.4 "
        "percent. Observers visited 310 polling stations.\n",
    ),
)
EPIDEMIC: Reports = (
    (
        "Health Wire",
        "2032-07-02",
        "A measles outbreak in Sorn province has infected 240 people and killed six children, "
        "the health ministry said on Friday.\n\nThe ministry said 18,000 children had been "
        "vaccinated since June.\n",
    ),
    (
        "Sorn Gazette",
        "2032-07-09",
        "The measles outbreak in Sorn province has infected 410 people and killed nine children, "
        "the health ministry said. Doctors at the provincial hospital counted 14 deaths.\n",
    ),
    (
        "Relief Network",
        "2032-07-16",
        "Measles has now infected 655 people in Sorn province, the ministry said. Eleven "
        "children have died. Some 52,000 children had been vaccinated by Thursday.\n",
    ),
)

QUAKE: Reports = (
    (
        "Meridian Press",
        "2029-10-04",
        "An earthquake killed 220 people in Dorvan province on Wednesday, governor Daoud Senn "
        "said. He said 163 people had died in Tasheh and 57 in Upper Lenk.\n",
    ),
    (
        "Lenk Herald",
        "2029-10-06",
        "The earthquake of Wednesday killed 300 people in Dorvan province, the governor said. He "
        "said 212 people had died in Tasheh and 88 in Upper Lenk.\n",
    ),
)
PROMISE: Reports = (
    (
        "Harl Echo",
        "2031-02-27",
        "Librarian Otto Brandt told the meeting that the town archive would publish the letters "
        "of 40 emigrants by 12 June.\n",
    ),
    (
        "Market Post",
        "2031-02-28",
        "Otto Brandt promised the meeting that the letters of emigrants would be published by "
        "the town archive in June of this year.\n",
    ),
    (
        "Town Council",
        "2031-09-02",
        "The Council notes that the term of 15 September for emptying the old archive remains "
        "in force.\n",
    ),
    (
        "Evening Net",
        "2032-03-01",
        "What came of it? Otto Brandt had promised the letters of 40 emigrants by 12 June 2031. "
        "The book appeared in November, with 36.\n",
    ),
)


def told(reports: Reports, tools: Tools) -> Corpus:
    """Return the ledger of invented reports."""
    read = (analyse(t, published=day, outlet=name, tools=tools) for name, day, t in reports)
    return relate(tuple(read), tools)


def row(corpus: Corpus, predicate: str, counted: str) -> Row:
    """Return the one row of a measure."""
    (found,) = (r for r in corpus.ledger.rows if (r.predicate, r.counted) == (predicate, counted))
    return found


def values(corpus: Corpus, wanted: Row) -> list[Decimal]:
    """Return the values a row's witnesses give, sorted."""
    inside = [w for w in corpus.alignment.witnesses if w.slot == wanted.id]
    return sorted(w.value for w in inside if w.value is not None)


def numbers(*given: str) -> list[Decimal]:
    """Return decimals."""
    return [Decimal(n) for n in given]


def test_a_match_counts_its_spectators_and_its_arrests_apart(tools: Tools) -> None:
    corpus = told(MATCH, tools)

    watched, arrested = row(corpus, "counted", "spectator"), row(corpus, "detained", "fan")
    assert values(corpus, watched) == numbers("41000", "41200", "41200")
    assert values(corpus, arrested) == numbers("12", "15")


def test_a_company_has_one_profit_and_disputed_jobs(tools: Tools) -> None:
    corpus = told(COMPANY, tools)

    profit = next(r for r in corpus.ledger.rows if (r.counted, r.unit) == ("profit", "EUR"))
    jobs = next(r for r in corpus.ledger.rows if r.counted == "job")
    assert profit.low == profit.high == Decimal(320_000_000)
    assert values(corpus, jobs) == numbers("1400", "1400", "1400", "1900", "1900")
    assert RelationKind.FORECAST in {x.kind for x in corpus.ledger.relations}


def test_a_turnout_is_no_share_of_the_vote(tools: Tools) -> None:
    corpus = told(VOTE, tools)

    turnout = next(r for r in corpus.ledger.rows if r.predicate == "turnout")
    assert set(values(corpus, turnout)) == {Decimal(48), Decimal("61.4")}
    assert any(
        x.kind is RelationKind.DIFFERENT_VALUE and x.row == turnout.id
        for x in corpus.ledger.relations
    )


def test_an_epidemic_grows_in_cases_and_in_deaths(tools: Tools) -> None:
    corpus = told(EPIDEMIC, tools)

    cases, deaths = row(corpus, "ill", "person"), row(corpus, "killed", "child")
    growing = {x.row for x in corpus.ledger.relations if x.kind is RelationKind.RUNNING_TOTAL}
    assert values(corpus, cases) == numbers("240", "410", "655")
    assert values(corpus, deaths) == numbers("6", "9", "11")
    assert {cases.id, deaths.id} <= growing


def test_places_that_accounts_contrast_are_parts_of_the_event(tools: Tools) -> None:
    corpus = told(QUAKE, tools)

    whole = next(e for e in corpus.alignment.events if e.within is None)
    parts = [e for e in corpus.alignment.events if e.within == whole.id]
    assert sorted(str(e.place) for e in parts) == ["Tasheh", "Upper Lenk"]
    inside = {r.event for r in corpus.ledger.rows if r.predicate == "killed"}
    assert {e.id for e in parts} <= inside


def test_a_promise_told_twice_is_one_and_a_later_account_answers_it(tools: Tools) -> None:
    corpus = told(PROMISE, tools)

    promised = [x for x in corpus.ledger.relations if x.kind is RelationKind.FORECAST]
    held = {x.row: {w.span.doc for w in witnesses_of(x, corpus)} for x in promised}
    outlets = {r.document.id: r.document.outlet for r in corpus.documents}
    assert sorted(sorted(outlets[d] or "" for d in docs) for docs in held.values()) == [
        ["Evening Net", "Harl Echo", "Market Post"],
        ["Town Council"],
    ]
    (letters,) = (x for x in promised if len(held[x.row]) == 3)
    assert Decimal(36) in {w.value for w in witnesses_of(letters, corpus)}
    assert "later Evening Net" in letters.why


def witnesses_of(relation: Relation, corpus: Corpus) -> list[Witness]:
    """Return a relation's witnesses."""
    return [w for w in corpus.alignment.witnesses if w.id in relation.witnesses]


def test_whom_a_storm_left_without_power_did_not_leave(tools: Tools) -> None:
    reports = (
        ("Coast Post", "2033-10-02", "The storm left 300 families without power in Lisk.\n"),
        ("Coast Wire", "2033-10-02", "In Lisk 41 teachers left the island after the storm.\n"),
    )

    found = told(reports, tools)

    left = {s.id for s in found.alignment.slots if s.predicate == "left"}
    assert [w.value for w in found.alignment.witnesses if w.slot in left] == [41]
