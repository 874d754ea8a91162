"""Metrics of points, histograms and classes from POT, SciPy and scikit-learn."""
import numpy as np
import ot
from scipy.spatial.distance import jensenshannon, pdist
from scipy.stats import entropy
from sklearn.metrics.pairwise import rbf_kernel

from arrays import features, numbers, stream, subset

CASES = {
    "equal": (250, 250, 2, 0, 1),
    "shifted": (200, 300, 2, 0.5, 1),
    "narrower": (1100, 160, 3, 0.125, 0.5),
}
SEED = 5


def directions(columns):
    draw = numbers(SEED, "directions")
    rows = []
    for _ in range(200):
        row = []
        for _ in range(columns):
            radius = np.sqrt(-2 * np.log(1 - draw()))
            row.append(radius * np.cos(2 * np.pi * draw()))
        rows.append(np.array(row) / np.linalg.norm(row))
    return np.array(rows).T


def exact(real, fake):
    count = min(len(real), len(fake))
    some = [
        items if len(items) == count else items[subset(len(items), count, numbers(SEED, use))]
        for items, use in [(real, "real"), (fake, "generated")]
    ]
    uniform = np.full(count, 1 / count)
    return ot.emd2(uniform, uniform, ot.dist(*some, metric="euclidean"))


def discrepancy(real, fake):
    count = min(1000, len(real))
    width = np.median(pdist(real[subset(len(real), count, numbers(SEED, "width"))]))
    xx, yy, xy = (rbf_kernel(a, b, 1 / (2 * width**2)) for a, b in [(real, real), (fake, fake), (real, fake)])
    unbiased = lambda k: (k.sum() - np.trace(k)) / (len(k) * (len(k) - 1))
    return unbiased(xx) + unbiased(yy) - 2 * xy.mean()


def cells(points, frame, bins):
    inside = ((points >= frame[0]) & (points <= frame[1])).all(1)
    counts, _, _ = np.histogram2d(*points.T, bins=bins, range=list(zip(*frame)))
    return np.append(counts.T.ravel(), (~inside).sum()).astype(int)


def one(name, shape):
    n, m, columns, shift, scale = shape
    real = features(f"{name}/real", n, columns)
    fake = features(f"{name}/generated", m, columns, shift, scale)
    expected = {
        "sliced": ot.sliced_wasserstein_distance(real, fake, projections=directions(columns)),
        "exact": exact(real, fake),
        "discrepancy": discrepancy(real, fake),
    }
    return {"name": name, "shape": shape, "seed": SEED, "expected": expected}


def points():
    return [one(*case) for case in CASES.items()]


def histograms():
    real, fake = (features(f"cells/{kind}", 400, 2, shift) for kind, shift in [("real", 0), ("generated", 0.5)])
    counts = [cells(items, (real.min(0), real.max(0)), 6) for items in (real, fake)]
    p, q = (items / items.sum() for items in counts)
    occupied = p > 0  # where something is generated in an empty bin, the divergence is infinite
    return {
        "real": counts[0].tolist(),
        "generated": counts[1].tolist(),
        "totalVariation": np.abs(p - q).sum() / 2,
        "jensenShannon": jensenshannon(p, q) ** 2,
        "divergenceOfOccupied": entropy(q[occupied], p[occupied]),
    }


def classes():
    logits = 16 * stream("logits", 200, 5)
    probabilities = np.exp(logits)
    probabilities /= probabilities.sum(1, keepdims=True)
    sure = probabilities.max(1) >= 0.9
    counts = np.bincount(probabilities.argmax(1)[sure], minlength=5)
    data = [10, 20, 30, 30, 10]
    return {
        "dataCounts": data,
        "histogram": counts.tolist(),
        "recognised": sure.mean(),
        "divergence": entropy(counts, data),
        "inceptionForm": np.exp(entropy(probabilities, probabilities.mean(0, keepdims=True), axis=1).mean()),
    }
