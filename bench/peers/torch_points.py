"""Models for points of the plane in PyTorch: three hidden layers of 128 each."""
import math

import torch
import torch.nn.functional as F
from torch import nn

from torch_common import (
    LEAST_SQUARES, adam, adversarial_step, semi_supervised_step, variational_step, wasserstein_step)


def perceptron(inputs, activation, *outputs):
    hidden = [layer for size in (inputs, 128, 128) for layer in (nn.Linear(size, 128), activation())]
    return nn.Sequential(*hidden, *[nn.Linear(128, units) for units in outputs])


def leaky():
    return nn.LeakyReLU(0.2)


def standardized(points):
    """Standardises by the mean and the standard deviation of the points of protocol.py."""
    return (points - torch.tensor([0.5, 0.5])) * math.sqrt(12)


def gan_2d(**options):
    G, D = perceptron(2, nn.ReLU, 2), perceptron(2, leaky, 1)
    generator, discriminator = adam(1e-3, G, betas=(0.5, 0.999)), adam(1e-3, D, betas=(0.5, 0.999))

    def step(x, _):
        z = torch.randn(len(x), 2)
        return adversarial_step(standardized(x), lambda: G(z), D, generator, discriminator, **options)

    return step


def lsgan_2d():
    return gan_2d(criterion=LEAST_SQUARES)


def wgan_2d():
    G, C = perceptron(2, nn.ReLU, 2), perceptron(2, leaky, 1)
    generator, critic = adam(5e-4, G, betas=(0.0, 0.9)), adam(5e-4, C, betas=(0.0, 0.9))
    generate = lambda n: G(torch.randn(n, 2))
    return lambda x, _: wasserstein_step(standardized(x), generate, C, generator, critic, penalty=0.1)


def cgan_2d():
    G, D = perceptron(2 + 10, nn.ReLU, 2), perceptron(2 + 10, leaky, 1)
    generator, discriminator = adam(1e-3, G, betas=(0.5, 0.999)), adam(1e-3, D, betas=(0.5, 0.999))

    def step(x, labels):
        z, one_hot = torch.randn(len(x), 2), F.one_hot(labels, 10).float()
        with_class = lambda values: torch.cat([values, one_hot], 1)
        generate, discriminate = lambda: G(with_class(z)), lambda points: D(with_class(points))
        return adversarial_step(standardized(x), generate, discriminate, generator, discriminator)

    return step


def sgan_2d():
    """With 20 labelled points."""
    G, features, classes = perceptron(2, nn.ReLU, 2), perceptron(2, leaky), nn.Linear(128, 10)
    generator, discriminator = (adam(1e-3, *networks, betas=(0.5, 0.999)) for networks in ([G], [features, classes]))
    kept_points, kept_labels = torch.rand(20, 2), torch.arange(20) % 10

    def step(x, _):
        z, drawn = torch.randn(len(x), 2), torch.randint(0, 20, (len(x),))
        labelled, labels = standardized(kept_points[drawn]), kept_labels[drawn]
        return semi_supervised_step(
            standardized(x), labelled, labels, lambda: G(z), features, classes, generator, discriminator)

    return step


def vae_2d():
    """With a decoder standard deviation of 0.05."""
    body, decoder = perceptron(2, nn.ReLU), perceptron(2, nn.ReLU, 2)
    mean_head, variance_head = nn.Linear(128, 2), nn.Linear(128, 2)
    networks = adam(1e-3, body, mean_head, variance_head, decoder)

    def posterior(x):
        features = body(x)
        return mean_head(features), variance_head(features)

    def reconstruction_nll(x, z):
        return 0.5 * ((x - decoder(z)) * (1 / 0.05)) ** 2 + math.log(0.05 * math.sqrt(2 * math.pi))

    return lambda x, _: variational_step(standardized(x), posterior, reconstruction_nll, networks)
