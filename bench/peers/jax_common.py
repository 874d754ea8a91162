"""Code that the models in JAX share: layers, updates, and the objectives of src-main/models.

A layer is a pair of functions: `init(key)` makes its weights, `apply(weights, x, run)` its output. A model is a pair,
too: `init(key)` makes the state of its training, `step(state, run, x, labels)` the next state and the metrics.
"""
from typing import Callable, NamedTuple

import jax
import jax.numpy as jnp
import optax
from jax import lax

from criteria import criteria


class Layer(NamedTuple):
    init: Callable
    apply: Callable


class Run:
    """A pass through networks: its random numbers, and the statistics of its normalisations."""

    def __init__(self, key):
        self.random = key
        self.statistics = []

    def key(self):
        self.random, key = jax.random.split(self.random)
        return key

    def normal(self, *shape):
        return jax.random.normal(self.key(), shape)

    def uniform(self, *shape):
        return jax.random.uniform(self.key(), shape)


def pointwise(function):
    return Layer(lambda _: {}, lambda _, x, __: function(x))


def sequential(*layers):
    def init(key):
        return [layer.init(part) for layer, part in zip(layers, jax.random.split(key, len(layers)))]

    def apply(weights, x, run):
        for layer, own in zip(layers, weights):
            x = layer.apply(own, x, run)
        return x

    return Layer(init, apply)


relu, sigmoid, tanh = (pointwise(function) for function in (jax.nn.relu, jax.nn.sigmoid, jnp.tanh))
flat = pointwise(lambda x: x.reshape(len(x), -1))


def leaky(slope):
    return pointwise(lambda x: jnp.where(x > 0, x, slope * x))


def shaped(*shape):
    return pointwise(lambda x: x.reshape(-1, *shape))


def kernel(key, shape, deviation):
    if deviation is None:
        return jax.nn.initializers.glorot_uniform()(key, shape)
    return deviation * jax.random.normal(key, shape)


def with_bias(multiply, shape, units, bias, deviation):
    """A layer that multiplies by a kernel; `bias` is the first value of its bias, None for none."""

    def init(key):
        own = {"kernel": kernel(key, shape, deviation)}
        return own if bias is None else {**own, "bias": jnp.full(units, bias, jnp.float32)}

    def apply(weights, x, _):
        return multiply(x, weights["kernel"]) + weights.get("bias", 0.0)

    return Layer(init, apply)


def dense(inputs, units, bias=0, deviation=None):
    return with_bias(jnp.matmul, (inputs, units), units, bias, deviation)


LAYOUT = ("NHWC", "HWIO", "NHWC")


def convolution(inputs, filters, size=5, stride=1, bias=0, deviation=None):
    multiply = lambda x, w: lax.conv_general_dilated(x, w, (stride, stride), "SAME", dimension_numbers=LAYOUT)
    return with_bias(multiply, (size, size, inputs, filters), filters, bias, deviation)


def transposed(inputs, filters, size=5, stride=2, bias=0, deviation=None):
    multiply = lambda x, w: lax.conv_transpose(x, w, (stride, stride), "SAME", dimension_numbers=LAYOUT)
    return with_bias(multiply, (size, size, inputs, filters), filters, bias, deviation)


def normalization(channels):
    """Normalises by the statistics of the batch, of which averages are kept."""

    def apply(weights, x, run):
        axes = tuple(range(x.ndim - 1))
        mean, variance = x.mean(axes), x.var(axes)
        run.statistics.append(lax.stop_gradient(jnp.stack([mean, variance])))
        return (x - mean) * lax.rsqrt(variance + 1e-3) * weights["scale"] + weights["offset"]

    return Layer(lambda _: {"scale": jnp.ones(channels), "offset": jnp.zeros(channels)}, apply)


def dropout(rate):
    def apply(_, x, run):
        return jnp.where(jax.random.bernoulli(run.key(), 1 - rate, x.shape), x / (1 - rate), 0.0)

    return Layer(lambda _: {}, apply)


def averaged(averages, statistics):
    """Moving averages of the statistics of all normalisations in a step; the first step only has the statistics."""
    return jax.tree.map(lambda old, new: 0.99 * old + 0.01 * new, averages, statistics) if averages else statistics


class Trained(NamedTuple):
    """Networks that one optimizer trains together."""

    optimizer: optax.GradientTransformation
    networks: Layer

    def init(self, key):
        weights = self.networks.init(key)
        return {"weights": weights, "optimizer": self.optimizer.init(weights)}

    def update(self, state, objective):
        """`objective(weights)` returns the loss and more; returns the next state, these, and the gradient's norm."""
        (_, more), gradients = jax.value_and_grad(objective, has_aux=True)(state["weights"])
        changes, optimizer = self.optimizer.update(gradients, state["optimizer"])
        weights = optax.apply_updates(state["weights"], changes)
        return {"weights": weights, "optimizer": optimizer}, more, optax.global_norm(gradients)


def adam(rate, networks, betas=(0.9, 0.999)):
    return Trained(optax.adam(rate, *betas, eps=1e-7), networks)


def initial(**trained):
    def init(key):
        keys = jax.random.split(key, len(trained))
        return {name: one.init(part) for (name, one), part in zip(trained.items(), keys)}

    return init


def fraction_true(truths):
    return truths.astype(jnp.float32).mean()


def cross_entropy(logits, target):
    return optax.sigmoid_binary_cross_entropy(logits, jnp.full_like(logits, target)).mean()


def squared_error(outputs, target):
    return 0.5 * ((outputs - target) ** 2).mean()


NON_SATURATING, LEAST_SQUARES = criteria(cross_entropy, squared_error, jax.nn.sigmoid)


def outputs_of_d(real, fake, criterion):
    """Mean probabilities or scores of a discriminator, and its accuracy."""
    accuracy = (fraction_true(real > criterion.boundary) + fraction_true(fake < criterion.boundary)) / 2
    return criterion.activate(real).mean(), criterion.activate(fake).mean(), accuracy


def adversarial_step(
    state, run, real_items, generate, discriminate, generator, discriminator, joint=False, criterion=NON_SATURATING
):
    """With `generate(weights, run)` and `discriminate(weights, items, run)`."""
    first, second, third = (Run(run.key()) for _ in range(3))
    fakes = generate(state["generator"]["weights"], first)

    def d_objective(weights):
        if joint:
            real, fake = jnp.split(discriminate(weights, jnp.concatenate([real_items, fakes]), second), 2)
        else:
            real, fake = discriminate(weights, real_items, second), discriminate(weights, fakes, second)
        loss = criterion.discriminator(real, fake) * (0.5 if joint else 1)
        return loss, (loss, real, fake, second.statistics)

    of_d, (d_loss, real, fake, seen), d_norm = discriminator.update(state["discriminator"], d_objective)

    def g_objective(weights):
        outputs = discriminate(of_d["weights"], generate(weights, third), third)
        loss = criterion.generator(outputs)
        return loss, (loss, outputs, third.statistics)

    of_g, (g_loss, outputs, also_seen), g_norm = generator.update(state["generator"], g_objective)
    values = [
        g_loss, d_loss, *outputs_of_d(real, fake, criterion), fraction_true(outputs > criterion.boundary), g_norm, d_norm]
    return {"generator": of_g, "discriminator": of_d}, values, [first.statistics, seen, also_seen]


def wasserstein_step(state, run, real_items, generate, criticize, generator, critic, penalty):
    """With gradient penalty, and three critic steps; `generate(weights, n, run)`, `criticize(weights, items, run)`."""
    of_critic, statistics = state["critic"], []

    for real in jnp.split(real_items, 3):
        own = Run(run.key())
        fake = generate(state["generator"]["weights"], len(real), own)
        between = real + own.uniform(len(real), *[1] * (real.ndim - 1)) * (fake - real)

        def objective(weights):
            gradients = jax.grad(lambda items: criticize(weights, items, own).sum())(between)
            norms = jnp.sqrt((gradients.reshape(len(real), -1) ** 2).sum(1) + 1e-12)
            distance = criticize(weights, real, own).mean() - criticize(weights, fake, own).mean()
            loss = penalty * ((norms - 1) ** 2).mean() - distance
            return loss, (loss, distance, norms.mean())

        of_critic, measured, norm = critic.update(of_critic, objective)
        statistics.append(own.statistics)

    last = Run(run.key())

    def g_objective(weights):
        loss = -criticize(of_critic["weights"], generate(weights, len(real), last), last).mean()
        return loss, (loss, last.statistics)

    of_g, (g_loss, seen), g_norm = generator.update(state["generator"], g_objective)
    return {"generator": of_g, "critic": of_critic}, [g_loss, *measured, norm, g_norm], [*statistics, seen]


def semi_supervised_step(state, run, real, labelled, labels, generate, features, classify, generator, discriminator):
    """With feature matching; `generate(weights, run)`, `features(weights, items, run)`, `classify` gives their logits."""
    first, second, third = (Run(run.key()) for _ in range(3))
    fakes = generate(state["generator"]["weights"], first)

    def d_objective(weights):
        logits_of = lambda items: classify(weights, features(weights, items, second), second)
        real_logit = lambda items: jax.nn.logsumexp(logits_of(items), axis=1)
        logits = logits_of(labelled)
        on_real, on_fake = real_logit(real), real_logit(fakes)
        supervised = optax.softmax_cross_entropy_with_integer_labels(logits, labels).mean()
        unsupervised = jax.nn.softplus(-on_real).mean() + jax.nn.softplus(on_fake).mean()
        return supervised + unsupervised, (supervised, unsupervised, logits, on_real, on_fake, second.statistics)

    of_d, (supervised, unsupervised, logits, on_real, on_fake, seen), d_norm = discriminator.update(
        state["discriminator"], d_objective)

    def g_objective(weights):
        features_of = lambda items: features(of_d["weights"], items, third).mean(0)
        loss = ((features_of(generate(weights, third)) - features_of(real)) ** 2).mean()
        return loss, (loss, third.statistics)

    of_g, (g_loss, also_seen), g_norm = generator.update(state["generator"], g_objective)
    accuracy = fraction_true(logits.argmax(1) == labels)
    values = [
        g_loss, unsupervised, *outputs_of_d(on_real, on_fake, NON_SATURATING), supervised, accuracy, g_norm, d_norm]
    return {"generator": of_g, "discriminator": of_d}, values, [first.statistics, seen, also_seen]


def variational_step(state, run, x, posterior, reconstruction_nll, networks):
    """`posterior(weights, x, run)`; `reconstruction_nll(weights, x, z, run)` returns a value for each of an item."""

    def objective(weights):
        mean, log_variance = posterior(weights, x, run)
        z = mean + jnp.exp(log_variance * 0.5) * run.normal(*mean.shape)
        reconstruction = reconstruction_nll(weights, x, z, run).sum(1).mean()
        kl = (-0.5 * (1 + log_variance - mean**2 - jnp.exp(log_variance))).sum(1).mean()
        loss = reconstruction + kl
        return loss, [loss, reconstruction, kl, (mean.var(0) > 0.01).astype(jnp.float32).sum()]

    trained, values, norm = networks.update(state["networks"], objective)
    return {"networks": trained}, [*values, norm], []
