"""k-NN metrics from prdc; clipped density and coverage, copies and duplicates from the equations of their papers."""
import contextlib
import sys

import numpy as np
from prdc import compute_prdc
from scipy.spatial.distance import cdist
from scipy.stats import betabinom

from arrays import features

CASES = {
    # name: rows and columns of real and generated features, shift and scale of the generated ones
    "equal distributions": (300, 250, 16, 0, 1),
    "shifted": (200, 260, 8, 0.5, 1),
    "collapsed": (220, 220, 12, 0.25, 0.125),
    "wider": (1100, 1050, 6, 0, 2),
    "of one dimension": (90, 80, 1, 0.125, 1),
}


def arrays(name):
    n, m, columns, shift, scale = CASES[name]
    return features(f"{name}/real", n, columns), features(f"{name}/generated", m, columns, shift, scale)


def clipped(real, fake, k):
    """Salvy et al. 2025 (2507.01761)."""
    n, m = len(real), len(fake)
    within, between = cdist(real, real), cdist(real, fake)
    radii = np.sort(within, 1)[:, k]
    small = np.minimum(radii, np.median(radii))
    of_fake = np.minimum(1, (between <= small[:, None]).sum(0) / k).mean()
    of_real = np.minimum(1, ((within <= small[:, None]).sum(0) - 1) / k).mean()
    inside = np.minimum(1, (between <= radii[:, None]).sum(1) / k).mean()
    good = np.arange(1, m + 1)
    inner = np.arange(k)
    missing = sum((1 - j / k) * betabinom.pmf(j, good, k, n - k) for j in inner)
    expected = np.concatenate([[0], 1 - missing])
    return min(1, of_fake / of_real), min(m, np.searchsorted(expected, inside - 1e-12)) / m


def one(name, k_precision, k_density):
    n, m, columns, shift, scale = CASES[name]
    real, fake = arrays(name)
    with contextlib.redirect_stdout(sys.stderr):  # it prints the numbers of items
        by_precision = compute_prdc(real, fake, k_precision)
        by_density = compute_prdc(real, fake, k_density)
    clipped_density, clipped_coverage = clipped(real, fake, k_density)
    return {
        "name": name,
        "real": [n, columns],
        "generated": [m, columns],
        "shift": shift,
        "scale": scale,
        "kPrecision": k_precision,
        "kDensity": k_density,
        "expected": {
            "precision": by_precision["precision"],
            "recall": by_precision["recall"],
            "density": by_density["density"],
            "coverage": by_density["coverage"],
            "clippedDensity": clipped_density,
            "clippedCoverage": clipped_coverage,
        },
    }


def manifold():
    return [one(name, 3, 5) for name in CASES] + [one("equal distributions", 5, 5), one("shifted", 1, 2)]


def copying():
    real, fake = arrays("shifted")
    between, within = cdist(fake, real), cdist(real, real)
    np.fill_diagonal(within, np.inf)
    nearest = between.argmin(1)
    ratios = between.min(1) / within.min(1)[nearest]
    first = int(ratios.argmin())
    return {
        "name": "shifted",
        "copies": (ratios < 1).mean(),
        "medianRatio": np.median(ratios),
        "closest": {"generated": first, "training": int(nearest[first]), "ratio": ratios[first]},
    }
