from __future__ import annotations

from reportedly.views.bidi import apart


def test_a_name_stands_apart_from_its_date() -> None:
    assert apart("الجزيرة, 2031-05-03") == ("الجزيرة", ", 2031-05-03")
    assert apart("Tarn & Voss Group, Communications, 2032-01") == (
        "Tarn & Voss Group, Communications",
        ", 2032-01",
    )


def test_a_label_without_a_date_stays_whole() -> None:
    assert apart("Northlight Agency") == ("Northlight Agency", "")
    assert apart("Room, 12") == ("Room, 12", "")
