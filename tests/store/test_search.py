"""Both search indexes find what they say, the same of the same texts, and never fail."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.store import Store, open_store, search
from reportedly.store.search import CLOSES, OPENS, Passage, Passages, Query, Term
from reportedly.store.tsvector import excerpt
from reportedly.store.wording import words_of
from reportedly.views.search import understood

ROWS = (
    ("d1", "The ferry sank with 14 people, Lena Torv said.", "Lena Torv", "2031-05-03", 14.0),
    ("d1", "No life jackets were on board.", "", "2031-05-03", None),
    ("d2", "Ferries sink; 212 were saved.", "Ana Müller", "2031-06", 212.0),
)


def passage(text: str, **fields: object) -> Passage:
    plain = {"start": 0, "end": 1, "speaker": "", "outlet": "", "title": "", "published": ""}
    return Passage(text=text, **(plain | {"copied": False, "figures": ()} | fields))  # type: ignore[arg-type]  # by name


def new_store(kind: str, request: pytest.FixtureRequest) -> Store:
    if kind == "shared":
        return open_store(request.getfixturevalue("server").ledger())
    folders: pytest.TempPathFactory = request.getfixturevalue("tmp_path_factory")
    return open_store(folders.mktemp("search") / "s.reportedly", create=True)


@pytest.fixture(scope="module", params=["folder", "shared"])
def table(request: pytest.FixtureRequest) -> Iterator[Passages]:
    """Three passages of two documents."""
    with search.opened(new_store(request.param, request)) as index:
        for doc in ("d1", "d2"):
            found = [
                passage(
                    text,
                    start=at,
                    end=at + 5,
                    speaker=speaker,
                    outlet="Harbour Post" if doc == "d1" else "Valley Wire",
                    title="Ferry",
                    published=published,
                    copied=doc == "d2",
                    figures=() if value is None else (value,),
                )
                for at, (where, text, speaker, published, value) in enumerate(ROWS)
                if where == doc
            ]
            index.put(doc, digest="x", passages=found)
        index.commit()
        yield index


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ferry sank", ["d1:0"]),
        ('"life jackets"', ["d1:1"]),
        ('"jackets life"', []),
        ("ferr*", ["d1:0", "d1:1", "d2:2"]),
        ("sank -torv", []),
        ("speaker:torv", ["d1:0"]),
        ("speaker:muller", ["d2:2"]),
        ('outlet:"harbour post"', ["d1:0", "d1:1"]),
        ("date:2031-05", ["d1:0", "d1:1"]),
        ("date:>2031-05-04", ["d2:2"]),
        ("date:<2031-05", ["d1:0", "d1:1"]),
        ("date:2031-05..2031-06", ["d1:0", "d1:1", "d2:2"]),
        ("figure:>14", ["d2:2"]),
        ("figure:>=14", ["d1:0", "d2:2"]),
        ("figure:10..20", ["d1:0"]),
        ("figure:212", ["d2:2"]),
        ("figure:<212", ["d1:0"]),
        ("origin:independent ferry", ["d1:0", "d1:1"]),
        ("origin:copied", ["d2:2"]),
        ("speaker:torv figure:>100", []),
        ("colour:red", []),
        ("", ["d1:0", "d1:1", "d2:2"]),
        ("MÜLLER", ["d2:2"]),
        ("speaker:lena -sank", []),
        ("-sank", ["d1:0", "d1:1", "d2:2"]),
        ('"said lena"', []),
        ('title:ferry "14 people lena"', ["d1:0"]),
        ("_ ferry", ["d1:0", "d1:1", "d2:2"]),
    ],
)
def test_a_search_finds_what_it_says(table: Passages, typed: str, found: list[str]) -> None:
    hits, total = table.find(understood(typed).query, limit=9, offset=0)

    assert sorted(f"{h.doc}:{h.start}" for h in hits) == found
    assert total == len(found)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=60))
def test_no_text_is_an_error(table: Passages, typed: str) -> None:
    table.find(understood(typed).query, limit=5, offset=0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(" \"*-():^{}+<>.,%_\\'/;ANDORNOTNEAR speaker:figure:date:a1\0")))
def test_no_query_syntax_is_an_error(table: Passages, typed: list[str]) -> None:
    table.find(understood("".join(typed)).query, limit=5, offset=0)


def test_words_are_marked_where_they_stand(table: Passages) -> None:
    for typed, marked in (
        ("sank", "ferry {sank} w"),
        ('"life jackets"', "No {life jackets} w"),
    ):
        (hit,), _ = table.find(understood(typed).query, limit=5, offset=0)

        assert marked.replace("{", OPENS).replace("}", CLOSES) in hit.text


def test_without_words_the_latest_come_first_and_pages_follow_one_another(table: Passages) -> None:
    pages = [table.find(Query(), limit=1, offset=n) for n in range(4)]

    assert [[h.start for h in hits] for hits, _ in pages] == [[2], [0], [1], []]
    assert {total for _, total in pages} == {3}


def test_a_document_that_changes_is_indexed_anew(store: Store) -> None:
    with search.opened(store) as index:
        for text in ("one", "two"):
            index.put("d", digest=text, passages=[passage(text)])
        index.commit()

        assert index.held() == {"d": "two"}
        for text, count in (("one", 0), ("two", 1)):
            assert index.find(Query(terms=(Term(words=text),)), limit=5, offset=0)[1] == count
        index.put("d", digest="")
        assert index.find(Query(), limit=5, offset=0)[1] == 0


def test_a_very_long_passage_is_indexed(store: Store) -> None:
    long = " ".join(f"word{n}" for n in range(40_000)) + " " + "x" * 100_000
    with search.opened(store) as index:
        index.put("d", digest="x", passages=[passage(long)])
        index.commit()

        hits, _ = index.find(understood("word15000").query, limit=5, offset=0)
    assert [h.doc for h in hits] == ["d"]


SIGNS = [
    *"aAäÄ\u0301éßıİIſ1٣½Ⅷ_-.,'’\"\0\x1b:&|!*()<>\\ \n漢字かがपि🇩🇪\ue000\u200dйάς",
    "ab",
    " ferry",
]


def mixture(rng: random.Random, size: int) -> str:
    return "".join(rng.choices(SIGNS, k=rng.randrange(1, size)))


def test_both_indexes_find_the_same(request: pytest.FixtureRequest) -> None:
    """Texts and searches of odd letters, accents, signs and scripts."""
    rng = random.Random(7)
    texts = [mixture(rng, 40) for _ in range(200)]
    with ExitStack() as stack:
        stores = [new_store(kind, request) for kind in ("folder", "shared")]
        folder, shared = [stack.enter_context(search.opened(one)) for one in stores]
        for index in (folder, shared):
            found = [passage(t, start=n, speaker=texts[-n]) for n, t in enumerate(texts)]
            index.put("d", digest="x", passages=found)
            index.commit()
        asked = [understood(mixture(rng, 6)).query for _ in range(200)]
        asked += [understood(f"speaker:{t[2:5]} -{t[:2]}").query for t in texts]
        differ = [query for query in asked if starts(folder, query) != starts(shared, query)]
        answered = sum(bool(starts(folder, query)) for query in asked if query.terms)

    assert differ == []
    assert answered > 100


def starts(index: Passages, query: Query) -> list[int]:
    return sorted(hit.start for hit in index.find(query, limit=500, offset=0)[0])


def test_words_are_cut_without_capitals_and_accents() -> None:
    found = words_of("L’Été à 3,5 km: naïve_café E\u0301a")

    assert [w.text for w in found] == ["l", "ete", "a", "3", "5", "km", "naive", "cafe", "ea"]
    assert [(w.start, w.end) for w in found[:2]] == [(0, 1), (2, 5)]


def test_an_excerpt_is_where_most_of_the_words_are() -> None:
    text = " ".join(["ferry", *["word"] * 60, "the", "ferry", "sank", *["word"] * 60])

    shown = excerpt(text, (Term(words="ferry"), Term(words="sank")))

    assert f"the {OPENS}ferry{CLOSES} {OPENS}sank{CLOSES} word" in shown
    assert shown.startswith("…word")
    assert shown.endswith("word…")
    assert len(shown.split()) == 40
