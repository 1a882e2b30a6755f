"""Reviewers' decisions as an input of every stage, never as an edit of its output."""

from reportedly.review.anchors import anchor_of, find
from reportedly.review.settle import about, in_force, settle, settle_document, settled_digest
from reportedly.review.speakers import settle_entities

__all__ = [
    "about",
    "anchor_of",
    "find",
    "in_force",
    "settle",
    "settle_document",
    "settle_entities",
    "settled_digest",
]
