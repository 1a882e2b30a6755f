"""A text in another language is told, a short one by its alphabet."""

from __future__ import annotations

import pytest
from tests import samples

from reportedly.documents.tongue import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (" ".join(samples.PARAGRAPHS), "en"),
        ("Velmar, 41.", "en"),
        ("", "en"),
        ("Bei einem Brand auf einer Fähre vor Velmar sind am Samstag 41 Menschen ums Leben "
         "gekommen, teilte die Polizei mit. Die Reederei sprach von 167 Geretteten.", "de"),
        ("Un incendie à bord d'un ferry au large de Velmar a fait 41 morts samedi, a annoncé la "
         "police. L'armateur parle de 167 passagers secourus par des bateaux de pêche.", "fr"),
        ("При пожаре на пароме у берегов Вельмара погиб 41 человек, сообщила полиция.", "ru"),
        ("أدى حريق على متن عبارة قبالة فيلمار إلى مقتل واحد وأربعين شخصا يوم السبت.", "ar"),
    ],
)  # fmt: skip
def test_the_language_of_a_text_is_told(text: str, language: str) -> None:
    assert language_of(text) == language
