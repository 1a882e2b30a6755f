"""Write the sentence embedder's files: `python -m reportedly.training.embedding --base B --out O`.

Nothing is trained; the published weights are turned into an int8 ONNX file.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from reportedly.training.encoder import Encoder, load_encoder
from reportedly.training.export import export
from reportedly.training.install import write_manifest


class Pooled(nn.Module):  # type: ignore[misc]  # torch is absent where types are checked
    """Token states averaged over the pieces and scaled to length 1."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor:
        """Return unit vectors (batch, 384) of texts without padding."""
        states = self.encoder(ids, None)
        return functional.normalize(states.mean(1), dim=1)


def write_tokenizer(base: Path, out: Path) -> None:
    """Copy the word-piece table without its padding and truncation settings."""
    table = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    table["truncation"] = table["padding"] = None
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    out.write_text(text, encoding="utf-8")


def main() -> None:
    """Write `embedder.onnx`, `tokenizer.json` and the manifest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder of the MiniLM weights")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model files")
    args = parser.parse_args()
    export(
        Pooled(load_encoder(args.base)),
        {"ids": torch.randint(1000, 2000, (2, 16))},
        axes={"ids": {0: "texts", 1: "pieces"}, "vectors": {0: "texts"}},
        file=args.out / "embedder.onnx",
    )
    write_tokenizer(args.base, args.out / "tokenizer.json")
    write_manifest(args.out)


if __name__ == "__main__":
    main()
