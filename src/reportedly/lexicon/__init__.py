"""Words are data: one folder of TOML tables a language."""

from reportedly.lexicon.load import Lexicon, any_of, load_lexicon

__all__ = ["Lexicon", "any_of", "load_lexicon"]
