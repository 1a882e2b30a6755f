"""Pages of the documentation that are made from the code: commands, rules, lexicon.

Used by MkDocs as a hook; `python docs/pages.py` writes the manual page. Invariant: the same code
gives the same pages, and nothing is imported that reads the network.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from typer._click import Command

SOURCE = Path(__file__).parent.parent / "src" / "reportedly"
STAGES = (
    "captures",
    "documents",
    "statements",
    "figures",
    "times",
    "entities",
    "reuse",
    "alignment",
    "ledger",
)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages to the site."""
    from mkdocs.structure.files import File

    made = {"commands.md": commands(), "rules.md": rules(), "lexicon.md": lexicon()}
    for name, text in made.items():
        files.append(File.generated(config, name, content=text))
    return files


def commands() -> str:
    """Return the page of all commands with their arguments, options and examples."""
    parts = ["# Commands", "", "Made from the program itself; `reportedly COMMAND --help` says it."]
    for name, shown in _helps():
        parts += ["", f"## reportedly {name}", "", "```text", shown, "```"]
    return "\n".join(parts) + "\n"


def manual() -> str:
    """Return the manual page, for `man`: kept as `man/reportedly.1` and shipped in the wheel."""
    lines = [
        ".TH REPORTEDLY 1",
        ".SH NAME",
        "reportedly \\- who is reported to have said what, and where accounts differ",
        ".SH SYNOPSIS",
        "reportedly COMMAND [OPTIONS]",
        ".SH COMMANDS",
    ]
    for name, shown in _helps():
        body = shown.replace("\\", "\\e").replace("-", "\\-").splitlines()
        lines += [f".SS reportedly {name}", ".nf"]
        lines += [f"\\&{line}" if line[:1] in (".", "'") else line for line in body]
        lines.append(".fi")
    return "\n".join(lines) + "\n"


def _helps() -> Iterator[tuple[str, str]]:
    """Yield each command's name and its help, 80 columns wide."""
    from typer.main import get_command

    from reportedly.cli.app import app

    for name, command in _named(get_command(app)):
        context = command.make_context(name, [], resilient_parsing=True, terminal_width=80)
        yield name, command.get_help(context).replace(f"Usage: {name}", f"Usage: reportedly {name}")


def _named(group: Command, before: str = "") -> Iterator[tuple[str, Command]]:
    """Yield the commands of a group and of the groups in it, each with its whole name."""
    for name, command in getattr(group, "commands", {}).items():
        yield before + name, command
        yield from _named(command, f"{before}{name} ")


def rules() -> str:
    """Return the page of all rules: each record names the one that made it."""
    parts = [
        "# Rules",
        "",
        "Every record carries the name of the rule that made it, such as `figures.digits.grouped`: "
        "package, module, rule. This page says what each module and its functions do.",
    ]
    for stage in STAGES:
        parts += ["", f"## {stage}"]
        for path in sorted((SOURCE / stage).glob("*.py")):
            parts += _module(stage, path)
    return "\n".join(parts) + "\n"


def _module(stage: str, path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    if not functions:
        return
    yield from ("", f"### {stage}.{path.stem}", "", _first(ast.get_docstring(tree)), "")
    for node in functions:
        yield f"- `{node.name}`: {_first(ast.get_docstring(node))}"


def _first(docstring: str | None) -> str:
    """Return the first paragraph of a docstring as one line."""
    words = " ".join((docstring or "").split("\n\n")[0].split())
    return words.replace("<", "&lt;").replace("[", "\\[")


def lexicon() -> str:
    """Return the page of the word lists: what each file holds and how many entries."""
    import tomllib

    parts = [
        "# Lexicon",
        "",
        "Words are data. A language is a folder of these files in `src/reportedly/lexicon/`; "
        "change a list there and every rule that reads it follows.",
    ]
    for path in sorted((SOURCE / "lexicon" / "en").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        opening = text.splitlines()
        lead = opening[: next(n for n, line in enumerate(opening) if not line.startswith("#"))]
        parts += ["", f"## {path.name}", "", " ".join(line.lstrip("# ") for line in lead), ""]
        for key, value in tomllib.loads(text).items():
            size = len(value) if isinstance(value, dict | list) else 1
            parts.append(f"- `{key}`: {size} {'entry' if size == 1 else 'entries'}")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    (Path(__file__).parent / "man" / "reportedly.1").write_text(manual(), encoding="utf-8")
