"""One training step of each convolutional or 2D model in PyTorch and double precision; see pytorch.test.ts.

    pip install torch==2.15.0
    python make.py > values.json && npx prettier --write values.json

Weights, items, labels and draws come from `stream` in layers.py, which the test implements, too. For each gradient or
moving average only its product with such a stream is stored; a wrong tensor would hardly have the same product.
"""
import json

import torch

from convolutional import cgan, dcgan, gan_conv, sgan, vae_conv, wgan
from layers import CLASSES, Networks, uniform
from points import cgan_2d, gan_mlp_2d, lsgan_2d, sgan_2d, vae_mlp_2d, wgan_2d

# Learning rates are far too high for training, so that one update is visible in the loss measured after it.
STEP = {"batchSize": 6, "latentSize": 5, "learningRate": 1 / 128}
IMAGES = {**STEP, "filters": 4}
POINTS = {**STEP, "hiddenUnits": "96, 96"}
ADAM = {"beta1": 0.5, "beta2": 0.999}
ADVERSARIAL = {
    "apart, alternating": {**ADAM, "realLabel": 1, "jointBatch": False, "updates": "alternating"},
    "joint, simultaneous": {**ADAM, "realLabel": 0.9, "jointBatch": True, "updates": "simultaneous"},
}
APART = ADVERSARIAL["apart, alternating"]
REMEDIES = {
    "packs of three, joint": {**ADVERSARIAL["joint, simultaneous"], "packing": 3},
    "PacGAN": {
        **APART, "packing": 2, "discriminatorUnits": "8, 7", "discriminatorActivation": "maxout",
        "generatorNormalization": True},
    "unrolled once": {**APART, "learningRate": 1 / 1024, "unrolledSteps": 1, "discriminatorRate": 0.5},
    "unrolled twice, joint": {**ADVERSARIAL["joint, simultaneous"], "learningRate": 1 / 1024, "unrolledSteps": 2},
}
LEAST_SQUARES = {
    "0 1 1, alternating": {**ADAM, "coding": "binary", "jointBatch": False, "updates": "alternating"},
    "-1 1 0, joint": {**ADAM, "coding": "pearson", "jointBatch": True, "updates": "simultaneous"},
}
LEAST_SQUARES_2D = {
    **LEAST_SQUARES,
    "packs of two, unrolled once": {
        **LEAST_SQUARES["0 1 1, alternating"], "packing": 2, "learningRate": 1 / 4096, "unrolledSteps": 1},
}
WASSERSTEIN = {
    "gradient penalty": {"constraint": "gradient-penalty", "optimizer": "adam", "criticSteps": 3},
    "weight clipping": {"constraint": "weight-clipping", "optimizer": "rmsprop", "criticSteps": 2},
    "gradient clipping": {"constraint": "gradient-clipping", "optimizer": "rmsprop", "criticSteps": 1},
}
WASSERSTEIN_2D = {
    **WASSERSTEIN,
    "penalty, packs of three": {
        **WASSERSTEIN["gradient penalty"], "criticSteps": 2, "packing": 3, "learningRate": 1 / 1024},
}
SEMI_SUPERVISED = {
    "feature matching": {**ADAM, "labelled": CLASSES, "featureMatching": True},
    "non-saturating": {**ADAM, "labelled": CLASSES, "featureMatching": False},
}
PAPER = {
    **SEMI_SUPERVISED["feature matching"], "networks": "dense", "generatorUnits": "6, 5", "discriminatorUnits": "7, 6",
    "inputNoise": 0.25, "layerNoise": 0.5, "unsupervisedWeight": 0.5}
CASES = [
    (model, variant, {**sizes, **rules})
    for model, sizes, variants in [
        (gan_conv, {**IMAGES, "dropout": 0.4}, ADVERSARIAL),
        (dcgan, IMAGES, ADVERSARIAL),
        (wgan, {**IMAGES, "clip": 1 / 8, "penalty": 10}, WASSERSTEIN),
        (cgan, IMAGES, ADVERSARIAL),
        (sgan, {**IMAGES, "dropout": 0.3}, {**SEMI_SUPERVISED, "networks of the paper": PAPER}),
        (vae_conv, {**IMAGES, "hiddenUnits": "7"}, {"Bernoulli, beta of two": {"beta": 2}}),
        (gan_mlp_2d, POINTS, {**ADVERSARIAL, **REMEDIES}),
        (lsgan_2d, POINTS, LEAST_SQUARES_2D),
        (wgan_2d, {**POINTS, "clip": 1 / 8, "penalty": 0.1}, WASSERSTEIN_2D),
        (cgan_2d, POINTS, ADVERSARIAL),
        (sgan_2d, POINTS, SEMI_SUPERVISED),
        (vae_mlp_2d, {**POINTS, "decoderDeviation": 3 / 4}, {"beta of two": {"beta": 2}}),
    ]
    for variant, rules in variants.items()
]


def rounded(values):
    return {name: float(f"{value.item():.9g}") for name, value in values.items()}


def products(tensors):
    """Inner products of each tensor with a stream of numbers in -1 to 1."""
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
