"""Run the stages on many machines, and bring the result into a ledger.

The stages stay as they are. Between steps lie partitions as Parquet in a folder or object store
that all workers reach, with a marker for each that is done; an engine only brings a worker and a
partition together.
"""

from reportedly.engines.cluster.crews import ENGINES
from reportedly.engines.cluster.load import Choice, finished, load
from reportedly.engines.cluster.plan import Sizes
from reportedly.engines.cluster.run import ClusterResult, run_cluster

__all__ = ["ENGINES", "Choice", "ClusterResult", "Sizes", "finished", "load", "run_cluster"]
