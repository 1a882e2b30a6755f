"""Mentions to speakers, within a document and over all of them."""

from reportedly.entities.stage import CORPUS_STAGE, STAGE

__all__ = ["CORPUS_STAGE", "STAGE"]
