"""Tags with thousands of attributes lose them; everything else of a page stays."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.documents.tags import plain_tags

MANY = " ".join(f"a{i}='>'" for i in range(600))


def test_a_tag_with_too_many_attributes_keeps_its_name_alone() -> None:
    assert plain_tags(f"<p>One</p><p {MANY}>Two</p>") == "<p>One</p><p>Two</p>"
    assert plain_tags(f"<script {MANY}>x</script><b>Two") == "<script>x</script><b>Two"


def test_signs_in_scripts_and_comments_are_no_tags() -> None:
    page = f"<script>if (a <b && c='{MANY}'</script><!-- <p {MANY}> --><p>Two</p>"

    assert plain_tags(page) == page


@given(st.text(alphabet="<>ab= '\"/!-"))
def test_a_page_with_few_attributes_stays_as_it_is(page: str) -> None:
    assert plain_tags(page) == page
