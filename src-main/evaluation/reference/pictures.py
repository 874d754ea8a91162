"""Metrics of images from SciPy and scikit-image, and of posteriors from SciPy."""
import numpy as np
from scipy.ndimage import convolve
from scipy.special import logsumexp
from skimage.metrics import structural_similarity

from arrays import features, numbers, stream

SEED = 3
SHAPE = (16, 20, 3)


def images(name, count, contrast):
    return (stream(name, count, *SHAPE) - 0.5) * contrast + 0.5


def sharpness(pictures):
    filtered = convolve(pictures.mean(-1), np.array([[[0, 1, 0], [1, -4, 1], [0, 1, 0]]]))
    return filtered[:, 1:-1, 1:-1].var((1, 2)).mean()


def diversity(pictures, kind):
    draw, grey = numbers(SEED, f"pairs/{kind}"), pictures.mean(-1)
    similarities = []
    for _ in range(1000):
        first = int(draw() * len(grey))
        second = (first + 1 + int(draw() * (len(grey) - 1))) % len(grey)
        similarities.append(
            structural_similarity(
                grey[first], grey[second], gaussian_weights=True, sigma=1.5, use_sample_covariance=False, data_range=1
            )
        )
    return 1 - np.mean(similarities)


def pictures():
    real, generated = images("images/real", 40, 1), images("images/generated", 30, 0.5)
    return {
        "seed": SEED,
        "sharpness": sharpness(generated) / sharpness(real),
        "diversity": diversity(generated, "generated"),
        "realDiversity": diversity(real, "real"),
    }


def variational():
    weights = 64 * stream("log-weights", 30, 50) - 700
    means, log_variances = features("means", 80, 6), features("log-variances", 80, 6)
    means[:, 2] /= 64
    kl = (means**2 + np.exp(log_variances) - 1 - log_variances).sum(1).mean() / 2
    return {
        "bound": (logsumexp(weights, axis=1) - np.log(50)).mean(),
        "divergence": kl,
        "active": int((means.var(0) > 0.01).sum()),
    }
