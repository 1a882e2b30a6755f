"""The one place that knows spaCy and ONNX: tokens, sentences, parse."""

from reportedly.language.embed import Embedder
from reportedly.language.flowing import flowing
from reportedly.language.parse import Parse, Sentence, Token
from reportedly.language.reader import Reader, load_reader
from reportedly.language.tagger import Tagged, Tagger
from reportedly.language.weights import reader_digest

__all__ = [
    "Embedder",
    "Parse",
    "Reader",
    "Sentence",
    "Tagged",
    "Tagger",
    "Token",
    "flowing",
    "load_reader",
    "reader_digest",
]
