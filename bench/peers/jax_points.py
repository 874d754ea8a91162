"""Models for points of the plane in JAX: three hidden layers of 128 each."""
import math

import jax
import jax.numpy as jnp

from jax_common import (
    LEAST_SQUARES, adam, adversarial_step, dense, initial, leaky, relu, semi_supervised_step, sequential,
    wasserstein_step)
from jax_dense import variational


def perceptron(inputs, activation, *outputs):
    hidden = [layer for size in (inputs, 128, 128) for layer in (dense(size, 128), activation)]
    return sequential(*hidden, *[dense(128, units) for units in outputs])


def standardized(points):
    """Standardises by the mean and the standard deviation of the points of protocol.py."""
    return (points - 0.5) * math.sqrt(12)


def gan_2d(**options):
    G, D = perceptron(2, relu, 2), perceptron(2, leaky(0.2), 1)
    generator, discriminator = adam(1e-3, G, (0.5, 0.999)), adam(1e-3, D, (0.5, 0.999))

    def step(state, run, x, _):
        z = run.normal(len(x), 2)
        generate = lambda weights, own: G.apply(weights, z, own)
        return adversarial_step(state, run, standardized(x), generate, D.apply, generator, discriminator, **options)

    return initial(generator=generator, discriminator=discriminator), step


def lsgan_2d():
    return gan_2d(criterion=LEAST_SQUARES)


def wgan_2d():
    G, C = perceptron(2, relu, 2), perceptron(2, leaky(0.2), 1)
    generator, critic = adam(5e-4, G, (0.0, 0.9)), adam(5e-4, C, (0.0, 0.9))

    def step(state, run, x, _):
        generate = lambda weights, n, own: G.apply(weights, own.normal(n, 2), own)
        return wasserstein_step(state, run, standardized(x), generate, C.apply, generator, critic, penalty=0.1)

    return initial(generator=generator, critic=critic), step


def cgan_2d():
    G, D = perceptron(2 + 10, relu, 2), perceptron(2 + 10, leaky(0.2), 1)
    generator, discriminator = adam(1e-3, G, (0.5, 0.999)), adam(1e-3, D, (0.5, 0.999))

    def step(state, run, x, labels):
        z, one_hot = run.normal(len(x), 2), jax.nn.one_hot(labels, 10)
        with_class = lambda values: jnp.concatenate([values, one_hot], 1)
        generate = lambda weights, own: G.apply(weights, with_class(z), own)
        discriminate = lambda weights, points, own: D.apply(weights, with_class(points), own)
        return adversarial_step(state, run, standardized(x), generate, discriminate, generator, discriminator)

    return initial(generator=generator, discriminator=discriminator), step


def sgan_2d():
    """With 20 labelled points."""
    G, body, head = perceptron(2, relu, 2), perceptron(2, leaky(0.2)), dense(128, 10)
    generator = adam(1e-3, G, (0.5, 0.999))
    discriminator = adam(1e-3, sequential(body, head), (0.5, 0.999))
    kept_points, kept_labels = jax.random.uniform(jax.random.key(2), (20, 2)), jnp.arange(20) % 10

    def step(state, run, x, _):
        z, drawn = run.normal(len(x), 2), jax.random.randint(run.key(), len(x), 0, 20)
        return semi_supervised_step(
            state, run, standardized(x), standardized(kept_points[drawn]), kept_labels[drawn],
            lambda weights, own: G.apply(weights, z, own),
            lambda weights, points, own: body.apply(weights[0], points, own),
            lambda weights, features, own: head.apply(weights[1], features, own), generator, discriminator)

    return initial(generator=generator, discriminator=discriminator), step


def vae_2d():
    """With a decoder standard deviation of 0.05."""

    def gaussian(x, decoded):
        return 0.5 * ((x - decoded) * (1 / 0.05)) ** 2 + math.log(0.05 * math.sqrt(2 * math.pi))

    return variational(
        1e-3, gaussian, standardized, body=perceptron(2, relu), mean=dense(128, 2), variance=dense(128, 2),
        decoder=perceptron(2, relu, 2))
