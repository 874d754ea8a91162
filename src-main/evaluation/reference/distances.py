"""Distances of feature distributions: Fréchet with SciPy's matrix root, kernel distance with scikit-learn's kernel."""
import numpy as np
from scipy.linalg import sqrtm, svdvals
from sklearn.metrics.pairwise import polynomial_kernel

from arrays import features, numbers, subset

CASES = {
    "equal": (200, 190, 16, 0, 1),
    "shifted": (150, 180, 12, 0.25, 1),
    "narrower": (1100, 300, 8, 0.125, 0.5),
}
SINGULAR = ("fewer items than columns", (20, 25, 48, 0.125, 1))
SEED = 7
SUBSETS, LARGEST_SUBSET = 20, 60


def arrays(name, shape):
    n, m, columns, shift, scale = shape
    return features(f"{name}/real", n, columns), features(f"{name}/generated", m, columns, shift, scale)


def frechet(real, fake):
    offset = real.mean(0) - fake.mean(0)
    first, second = np.cov(real, rowvar=False), np.cov(fake, rowvar=False)
    return offset @ offset + np.trace(first + second - 2 * sqrtm(first @ second).real)


def frechet_singular(real, fake):
    """Computes the trace as the nuclear norm of XYᵀ, since SciPy's root of a singular product is not precise."""
    x, y = (a - a.mean(0) for a in (real, fake))
    offset = real.mean(0) - fake.mean(0)
    n, m = len(x) - 1, len(y) - 1
    common = svdvals(x @ y.T).sum() / np.sqrt(n * m)
    return offset @ offset + (x**2).sum() / n + (y**2).sum() / m - 2 * common


def frechet_infinity(real, fake):
    m, columns = fake.shape
    least = max(-(-m // 10), min(2 * columns, m // 2))
    sizes = [int(least + (m - least) * i / 14) for i in range(15)]
    rows = [subset(m, size, numbers(SEED, f"frechet/{i}")) for i, size in enumerate(sizes)]
    distances = [frechet(real, fake[chosen]) for chosen in rows]
    return np.polyfit(1 / np.array(sizes), distances, 1)[1]


def kernel(real, fake, size):
    distances = []
    for i in range(SUBSETS):
        draw = numbers(SEED, f"kernel/{i}")
        x, y = real[subset(len(real), size, draw)], fake[subset(len(fake), size, draw)]
        xx, yy, xy = (polynomial_kernel(*pair, degree=3, coef0=1) for pair in [(x, x), (y, y), (x, y)])
        within = (xx.sum() - np.trace(xx) + yy.sum() - np.trace(yy)) / (size * (size - 1))
        distances.append(within - 2 * xy.mean())
    return np.mean(distances), np.std(distances)


def described(name, shape, **expected):
    return {"name": name, "shape": shape, "seed": SEED, "subsets": SUBSETS, "largestSubset": LARGEST_SUBSET, "expected": expected}


def one(name, shape):
    real, fake = arrays(name, shape)
    value, deviation = kernel(real, fake, LARGEST_SUBSET)
    return described(
        name,
        shape,
        frechet=frechet(real, fake),
        infinity=frechet_infinity(real, fake),
        kernel=value,
        kernelStandardDeviation=deviation,
    )


def distances():
    return [one(*case) for case in CASES.items()]


def singular():
    name, shape = SINGULAR
    return described(name, shape, frechet=frechet_singular(*arrays(name, shape)))
