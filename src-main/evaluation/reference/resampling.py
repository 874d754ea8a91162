"""Percentile intervals from NumPy, for the same draws."""
import numpy as np

from arrays import features, numbers

SEED = 11


def bootstrap():
    contributions, draw = features("contributions", 60, 1, 0.25).ravel(), numbers(SEED, "bootstrap")
    means = [np.mean([contributions[int(draw() * 60)] for _ in range(60)]) for _ in range(500)]
    low, high = np.quantile(np.exp(means), [0.05, 0.95])
    return {"seed": SEED, "resamples": 500, "level": 0.9, "low": low, "high": high}
