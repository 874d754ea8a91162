"""One training step of each convolutional model in PyTorch and double precision, for pytorch.test.ts to compare with.

    pip install torch==2.15.0
    python make.py > values.json && npx prettier --write values.json

Weights, images, labels and draws follow a formula that the test has, too: `stream` in layers.py. Of a gradient or a
moving average only its product with such a stream is kept: that another tensor has the same is next to impossible.
"""
import json

import torch

from layers import Networks, uniform
from models import CLASSES, cgan, dcgan, gan_conv, sgan, wgan

# Rates are far above what trains well, so that one update shows in the loss that is measured after it.
SIZES = {"batchSize": 6, "filters": 4, "latentSize": 5, "learningRate": 1 / 128}
GAN = {**SIZES, "beta1": 0.5, "beta2": 0.999}
APART = {"realLabel": 1, "jointBatch": False, "updates": "alternating"}
JOINT = {"realLabel": 0.9, "jointBatch": True, "updates": "simultaneous"}
WGAN = {**SIZES, "clip": 1 / 8, "penalty": 10}
CASES = [
    (gan_conv, "apart, alternating", {**GAN, **APART, "dropout": 0.4}),
    (gan_conv, "joint, simultaneous", {**GAN, **JOINT, "dropout": 0.4}),
    (dcgan, "apart, alternating", {**GAN, **APART}),
    (dcgan, "joint, simultaneous", {**GAN, **JOINT}),
    (wgan, "gradient penalty", {**WGAN, "constraint": "gradient-penalty", "optimizer": "adam", "criticSteps": 3}),
    (wgan, "weight clipping", {**WGAN, "constraint": "weight-clipping", "optimizer": "rmsprop", "criticSteps": 2}),
    (wgan, "gradient clipping", {**WGAN, "constraint": "gradient-clipping", "optimizer": "rmsprop", "criticSteps": 1}),
    (cgan, "apart, alternating", {**GAN, **APART}),
    (cgan, "joint, simultaneous", {**GAN, **JOINT}),
    (sgan, "feature matching", {**GAN, "dropout": 0.3, "labelled": CLASSES, "featureMatching": True}),
    (sgan, "non-saturating", {**GAN, "dropout": 0.3, "labelled": CLASSES, "featureMatching": False}),
]


def rounded(values):
    return {name: float(f"{value.item():.9g}") for name, value in values.items()}


def products(tensors):
    """Of each tensor and numbers of -1 to 1."""
    return rounded({name: (x * uniform(f"product/{name}", x.shape, -1, 1)).sum() for name, x in tensors.items()})


def evaluate(model, variant, hp):
    networks = Networks()
    metrics, gradients = model(networks, hp)
    return {
        "model": model.__name__.replace("_", "-"),
        "variant": variant,
        "hyperparameters": hp,
        "metrics": rounded(metrics),
        "gradients": products(gradients),
        "averages": products(networks.averages),
    }


made = f"by make.py with torch {torch.__version__.split('+')[0]} in double precision"
print(json.dumps({"made": made, "cases": [evaluate(*case) for case in CASES]}, indent=2))
