"""Protocol of every peer: read a number of steps from each line, run them, answer with milliseconds per step."""
import json
import resource
import sys
import time
from pathlib import Path

import numpy as np

ITEMS = 60_000
random = np.random.default_rng(1)


def training_set(points):
    """Points [60000, 2] as floats or images [60000, 784] as bytes, and labels [60000] as bytes."""
    items = random.random((ITEMS, 2), np.float32) if points else random.integers(0, 256, (ITEMS, 784), np.uint8)
    return items, random.integers(0, 10, ITEMS, np.uint8)


def twin_of(case, *modules):
    """The function that builds the step of a case, and the number of items that the step takes: see cases.json."""
    described = json.loads((Path(__file__).parent.parent / "cases.json").read_text())[case]
    name = described["twin"]
    return next(vars(module)[name] for module in modules if name in vars(module)), described["itemsPerStep"]


def batch_indices(count):
    return random.integers(0, ITEMS, count, np.int32)


def serve(run_steps, started):
    run_steps(1)
    print(json.dumps({"firstStepMs": (time.perf_counter() - started) * 1000}), flush=True)
    for line in sys.stdin:
        steps = int(line)
        start = time.perf_counter()
        run_steps(steps)
        ms = (time.perf_counter() - start) * 1000 / steps
        rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        print(json.dumps({"msPerStep": ms, "rssMb": rss}), flush=True)
