"""A table gives one document a row, by the names of its columns."""

from __future__ import annotations

import io
import json

import pytest
from tests import samples

from reportedly.captures import Found
from reportedly.captures.expand import Place, expand
from reportedly.captures.media import TABLE
from reportedly.captures.tables import columns_of
from reportedly.records import Rejection
from reportedly.settings import Settings


def rows(data: bytes, columns: str = "") -> list[Found | Rejection]:
    place = Place(location="a.csv", media_type=TABLE)
    settings = Settings(columns=columns)
    return list(expand(io.BytesIO(data), place, size=len(data), settings=settings))


def texts(items: list[Found | Rejection]) -> list[str]:
    return [json.loads(item.data)["text"] for item in items if isinstance(item, Found)]


def test_known_names_of_columns_are_understood() -> None:
    items = rows(samples.TABLE.encode())

    assert texts(items) == [samples.FIRST, samples.SECOND]
    assert isinstance(items[0], Found)
    assert items[0].given == (("published", "2031-04-13"), ("title", samples.TITLE))


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separators_and_encodings_are_found(separator: str, encoding: str) -> None:
    data = f"Title{separator}Text\nÜber{separator}“Words” é\n".encode(encoding)

    assert texts(rows(data)) == ["“Words” é"]


def test_the_user_names_the_columns() -> None:
    data = b"what,when,who\nThe ferry burned.,2031-04-13,Kestrel\n"

    (one,) = rows(data, "text=What,published=when,outlet=who")

    assert isinstance(one, Found)
    assert texts([one]) == ["The ferry burned."]
    assert one.given == (("outlet", "Kestrel"), ("published", "2031-04-13"))


def test_a_table_without_a_text_names_its_columns() -> None:
    (one,) = rows(b"name,age\nAna,4\n")

    assert isinstance(one, Rejection)
    assert one.reason.endswith("the columns are: name, age")
    assert "--columns text=" in one.remedy


def test_an_article_with_line_ends_and_marks_stays_whole() -> None:
    data = b'id,text\n1,"Line one.\n\nShe said: ""No."""\n2,\n3,Three\n'

    items = rows(data)

    assert texts(items) == ['Line one.\n\nShe said: "No."', "Three"]
    assert [i.reason for i in items if isinstance(i, Rejection)] == ["row 2: no text"]


def test_a_long_article_is_no_obstacle() -> None:
    assert len(texts(rows(b"text\n" + b"word " * 100_000))[0]) > 400_000


def test_other_columns_are_kept_with_the_row() -> None:
    (one,) = rows(b"text,mood\nWords,grim\n")

    assert isinstance(one, Found)
    assert json.loads(one.data)["row"] == {"text": "Words", "mood": "grim"}


def test_a_column_holds_one_field() -> None:
    assert columns_of(["text", "body", "date"], {"text": "body"}) == {"text": 1, "published": 2}
