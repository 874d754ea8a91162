"""Convolutional models in JAX."""
import jax
import jax.numpy as jnp

from jax_common import (
    adam, adversarial_step, convolution, dense, dropout, flat, initial, leaky, normalization, pointwise, relu,
    semi_supervised_step, sequential, shaped, sigmoid, tanh, transposed, wasserstein_step)
from jax_dense import bernoulli, variational


def gan_conv():
    doubled = pointwise(lambda x: x.repeat(2, 1).repeat(2, 2))
    upsampled = lambda inputs, filters: [
        doubled, transposed(inputs, filters, stride=1, bias=None), normalization(filters), leaky(0.3)]
    rectified = lambda *sizes, stride: [convolution(*sizes, stride=stride), relu, dropout(0.4)]
    G = sequential(
        dense(32, 7 * 7 * 64, bias=None), normalization(7 * 7 * 64), leaky(0.3), shaped(7, 7, 64), dropout(0.4),
        *upsampled(64, 32), *upsampled(32, 16), convolution(16, 1), sigmoid)
    D = sequential(
        *rectified(1, 64, stride=2), *rectified(64, 128, stride=2), *rectified(128, 256, stride=2), flat,
        dense(4 * 4 * 256, 1))
    generator, discriminator = adam(4e-4, G), adam(4e-4, D)

    def step(state, run, x, _):
        generate = lambda weights, own: G.apply(weights, own.uniform(len(x), 32) * 2 - 1, own)
        return adversarial_step(
            state, run, x.reshape(-1, 28, 28, 1), generate, D.apply, generator, discriminator, joint=True)

    return initial(generator=generator, discriminator=discriminator), step


def dcgan_generator(deviation):
    """100 latents to [28, 28, 1] of -1 to 1."""
    return sequential(
        dense(100, 7 * 7 * 64, bias=None, deviation=deviation), shaped(7, 7, 64), normalization(64), relu,
        transposed(64, 32, bias=None, deviation=deviation), normalization(32), relu,
        transposed(32, 1, deviation=deviation), tanh)


def dcgan_features(deviation, normalized, channels=1):
    """[28, 28, channels] to 3136 features."""
    return sequential(
        convolution(channels, 32, stride=2, deviation=deviation), leaky(0.2),
        convolution(32, 64, stride=2, bias=None if normalized else 0, deviation=deviation),
        *([normalization(64)] if normalized else []), leaky(0.2), flat)


def head(units, deviation, *before):
    return sequential(*before, dense(7 * 7 * 64, units, deviation=deviation))


def signed(x):
    return (x * 2 - 1).reshape(-1, 28, 28, 1)


def dcgan():
    G, D = dcgan_generator(0.02), sequential(dcgan_features(0.02, normalized=True), head(1, 0.02))
    generator, discriminator = adam(2e-4, G, (0.5, 0.999)), adam(2e-4, D, (0.5, 0.999))

    def step(state, run, x, _):
        z = run.uniform(len(x), 100) * 2 - 1
        generate = lambda weights, own: G.apply(weights, z, own)
        return adversarial_step(state, run, signed(x), generate, D.apply, generator, discriminator)

    return initial(generator=generator, discriminator=discriminator), step


def embedding(units):
    """A table for ten classes."""
    return pointwise(None)._replace(init=lambda key: {"table": jax.random.normal(key, (10, units))})


def cgan():
    G = dcgan_generator(0.05)
    D = sequential(dcgan_features(0.05, normalized=True, channels=2), head(1, 0.05))
    generator = adam(2e-4, sequential(G, embedding(100)), (0.5, 0.999))
    discriminator = adam(2e-4, sequential(D, embedding(28 * 28)), (0.5, 0.999))

    def step(state, run, x, labels):
        z = run.normal(len(x), 100)

        def generate(weights, own):
            return G.apply(weights[0], z * weights[1]["table"][labels], own)

        def discriminate(weights, images, own):
            of_class = weights[1]["table"][labels].reshape(-1, 28, 28, 1)
            return D.apply(weights[0], jnp.concatenate([images, of_class], 3), own)

        return adversarial_step(state, run, signed(x), generate, discriminate, generator, discriminator)

    return initial(generator=generator, discriminator=discriminator), step


def wgan():
    G, C = dcgan_generator(0.02), sequential(dcgan_features(0.02, normalized=False), head(1, 0.02))
    generator, critic = adam(1e-4, G, (0.0, 0.9)), adam(1e-4, C, (0.0, 0.9))

    def step(state, run, x, _):
        generate = lambda weights, n, own: G.apply(weights, own.normal(n, 100), own)
        return wasserstein_step(state, run, signed(x), generate, C.apply, generator, critic, penalty=10)

    return initial(generator=generator, critic=critic), step


def sgan():
    G, body = dcgan_generator(0.05), dcgan_features(0.05, normalized=False)
    classes = head(10, 0.05, dropout(0.3))
    generator = adam(3e-4, G, (0.5, 0.999))
    discriminator = adam(3e-4, sequential(body, classes), (0.5, 0.999))
    kept_images, kept_labels = jax.random.uniform(jax.random.key(2), (100, 784)), jnp.arange(100) % 10

    def step(state, run, x, _):
        z, drawn = run.normal(len(x), 100), jax.random.randint(run.key(), len(x), 0, 100)
        return semi_supervised_step(
            state, run, signed(x), signed(kept_images[drawn]), kept_labels[drawn],
            lambda weights, own: G.apply(weights, z, own),
            lambda weights, images, own: body.apply(weights[0], images, own),
            lambda weights, features, own: classes.apply(weights[1], features, own), generator, discriminator)

    return initial(generator=generator, discriminator=discriminator), step


def conv_vae():
    """The networks of Keras' code example generative/vae."""
    halved = lambda inputs, filters: [convolution(inputs, filters, 3, 2), relu]
    doubled = lambda inputs, filters: [transposed(inputs, filters, 3, 2), relu]
    body = sequential(shaped(28, 28, 1), *halved(1, 32), *halved(32, 64), flat, dense(7 * 7 * 64, 16), relu)
    decoder = sequential(
        dense(2, 7 * 7 * 64), relu, shaped(7, 7, 64), *doubled(64, 64), *doubled(64, 32),
        transposed(32, 1, 3, 1), flat)
    return variational(1e-3, bernoulli, body=body, mean=dense(16, 2), variance=dense(16, 2), decoder=decoder)
