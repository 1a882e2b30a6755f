"""Words are data: one folder of TOML tables a language."""

from reportedly.lexicon.load import Lexicon, load_lexicon

__all__ = ["Lexicon", "load_lexicon"]
