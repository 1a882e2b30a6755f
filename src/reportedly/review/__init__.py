"""Reviewers' decisions as an input of every stage, never as an edit of its output."""

from reportedly.review.anchors import anchor_of, find
from reportedly.review.answers import settle_alignment
from reportedly.review.credits import settle_cast
from reportedly.review.settle import (
    CODING,
    about,
    acts,
    in_force,
    settle,
    settle_document,
    settled_digest,
)
from reportedly.review.speakers import settle_entities

__all__ = [
    "CODING",
    "about",
    "acts",
    "anchor_of",
    "find",
    "in_force",
    "settle",
    "settle_alignment",
    "settle_cast",
    "settle_document",
    "settle_entities",
    "settled_digest",
]
