from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from reportedly.figures import STAGE
from reportedly.stage import Material


def test_an_end_without_another_end_is_a_plain_number(material: Callable[..., Material]) -> None:
    text = "On the exchange, Kestrel shares rose five pence to 913 pence ($14.43)."

    values = [f.readings[0].value for f in STAGE.run(material(text))]

    assert Decimal("14.43") in values
