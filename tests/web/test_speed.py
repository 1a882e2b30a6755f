"""How long pages take on a ledger of 5,000 documents.

Counted in seconds of this process's work, so that a busy machine does not change what is found;
nothing else of it works meanwhile.
"""

from __future__ import annotations

import statistics
import threading
import time
from pathlib import Path

import pytest

from reportedly.web import Config, create_app
from tests.web.addresses import addresses
from tests.web.conftest import signed_in
from tests.web.large import enlarge

DOCUMENTS, ROUNDS = 5000, 10
MEDIAN, SLOW = 0.150, 0.500  # seconds
WHOLE = (".json", ".csv", "/download", "/report")  # hand out everything, however much


@pytest.mark.nightly
def test_every_page_of_5000_documents_answers_at_once(ledger: Path, tmp_path: Path) -> None:
    app = create_app(Config(root=enlarge(ledger, tmp_path / "large.reportedly", DOCUMENTS)))
    began = time.perf_counter()
    shot = app.state.bench.shot()
    assert shot.current  # otherwise a run over all documents begins, and that is what is timed
    print(f"\n{len(shot.index.documents)} documents read in {time.perf_counter() - began:.1f} s")
    began = time.perf_counter()
    app.state.bench.search.build(shot)
    print(f"search index in {time.perf_counter() - began:.1f} s")
    for thread in threading.enumerate():
        if thread.name in ("warm", "search"):
            thread.join()
    client = signed_in(app)
    pages = [a for a in addresses(app) if not a.endswith(WHOLE) and not a.startswith("/enter")]
    pages += ["/search?q=ferry", "/search?q=figure:%3E100", "/search?q=speaker:quiroga+-ferry"]
    pages += ["/rows?differs=1", "/rows?q=killed", "/rows?page=40", "/rows?sort=documents"]
    times: dict[str, list[float]] = {page: [] for page in pages}
    for number in range(ROUNDS + 1):
        for page in pages:
            began = time.process_time()
            assert client.get(page).status_code < 500, page
            seconds = time.process_time() - began
            if number:  # the first round makes what is kept with the index
                times[page].append(seconds)
            elif seconds > SLOW:
                print(f"first {page[:60]}: {seconds:.2f} s")
    app.state.bench.clerk.close()

    every = sorted(t for them in times.values() for t in them)
    slowest = sorted(((statistics.median(t), p) for p, t in times.items()), reverse=True)
    for seconds, page in slowest[:8]:
        print(
            f"{page[:60]}: median {seconds * 1000:.0f} ms, longest {max(times[page]) * 1000:.0f} ms"
        )
    late = every[int(len(every) * 0.95)]
    print(f"all: median {statistics.median(every) * 1000:.0f} ms, 95th {late * 1000:.0f} ms")
    assert statistics.median(every) < MEDIAN
    assert late < SLOW
