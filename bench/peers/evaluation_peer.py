"""k-NN metrics by prdc, which is scikit-learn's distances, and the Fréchet distance by scipy, of the features of ../evaluation.ts.

With an argument: the metrics of that many columns, k = 5, in double precision. In single precision, prdc classifies
some pairs at the edge of a neighbourhood wrongly.
"""
import json
import pathlib
import resource
import sys
import time

import numpy as np
from prdc import compute_prdc
from scipy.linalg import sqrtm

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "src-main" / "evaluation" / "reference"))
from arrays import stream_key  # noqa: E402

ITEMS, FEATURES = 10_000, 512
MASK = 0xFFFFFFFF


def uniform(use, count):
    """Like `seededNumbers` of src-main/evaluation/engine.ts, vectorised."""
    state = (stream_key(1, use) + np.arange(1, count + 1, dtype=np.uint64) * 0x6D2B79F5) & MASK
    t = ((state ^ (state >> 15)) * (1 | state)) & MASK
    t = (t + ((t ^ (t >> 7)) * (61 | t))) & MASK ^ t
    return (t ^ (t >> 14)) / 2**32


def normal(use, columns):
    pairs = uniform(use, 2 * ITEMS * columns).reshape(-1, 2)
    values = np.sqrt(-2 * np.log(1 - pairs[:, 0])) * np.cos(2 * np.pi * pairs[:, 1])
    return values.astype(np.float32).reshape(ITEMS, columns)


def frechet(real, fake):
    offset = real.mean(0) - fake.mean(0)
    first, second = np.cov(real, rowvar=False), np.cov(fake, rowvar=False)
    return offset @ offset + np.trace(first + second - 2 * sqrtm(first @ second).real)


def draws(columns):
    return normal("real", columns), normal("generated", columns)


stdout, sys.stdout = sys.stdout, sys.stderr  # prdc prints the numbers of items
if len(sys.argv) > 1:
    features = (items.astype(np.float64) for items in draws(int(sys.argv[1])))
    print(json.dumps(compute_prdc(*features, 5)), file=stdout)
    sys.exit()
pair = draws(FEATURES)
print(json.dumps({"firstStepMs": 0}), file=stdout, flush=True)
for line in sys.stdin:
    start, processor = time.perf_counter(), time.process_time()
    compute_prdc(*pair, 5)
    manifold = time.perf_counter() - start
    frechet(*pair)
    seconds = {
        "manifoldMs": manifold,
        "msPerStep": time.perf_counter() - start,
        "processorMs": time.process_time() - processor,
    }
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps({**{name: s * 1000 for name, s in seconds.items()}, "rssMb": rss}), file=stdout, flush=True)
