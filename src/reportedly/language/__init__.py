"""The one place that knows spaCy and ONNX: tokens, sentences, parse, names."""

from reportedly.language.embed import Embedder
from reportedly.language.parse import Name, Parse, Sentence, Token
from reportedly.language.reader import Reader, load_reader
from reportedly.language.tagger import Tagged, Tagger
from reportedly.language.weights import reader_digest

__all__ = [
    "Embedder",
    "Name",
    "Parse",
    "Reader",
    "Sentence",
    "Tagged",
    "Tagger",
    "Token",
    "load_reader",
    "reader_digest",
]
