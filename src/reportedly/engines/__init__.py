"""Ways to run the pipeline: on this machine, in one or more processes."""

from reportedly.engines.local import Progress, RunResult, load_corpus, run

__all__ = ["Progress", "RunResult", "load_corpus", "run"]
