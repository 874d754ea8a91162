"""Models of dense layers in JAX."""
import optax

from jax_common import (
    LEAST_SQUARES, Layer, Trained, adam, adversarial_step, dense, fraction_true, initial, leaky, relu, sequential,
    sigmoid, variational_step)


def parts(**layers):
    """Networks that are trained together, by name."""
    return sequential(*layers.values()), dict(zip(layers, range(len(layers))))


def variational(rate, reconstruction_nll, prepared=lambda x: x, **layers):
    """A VAE of the parts body, mean, variance and decoder; `reconstruction_nll(x, decoded)`."""
    together, place = parts(**layers)
    networks = adam(rate, together)
    applied = lambda name: lambda weights, x, run: layers[name].apply(weights[place[name]], x, run)

    def posterior(weights, x, run):
        features = applied("body")(weights, x, run)
        return applied("mean")(weights, features, run), applied("variance")(weights, features, run)

    def nll(weights, x, z, run):
        return reconstruction_nll(x, applied("decoder")(weights, z, run))

    def step(state, run, x, _):
        return variational_step(state, run, prepared(x), posterior, nll, networks)

    return initial(networks=networks), step


def bernoulli(x, logits):
    return optax.sigmoid_binary_cross_entropy(logits, x)


def vae():
    hidden = lambda inputs: [dense(inputs, 512), relu, dense(512, 512), relu]
    return variational(
        1e-3, bernoulli, body=sequential(*hidden(784)), mean=dense(512, 2), variance=dense(512, 2),
        decoder=sequential(*hidden(2), dense(512, 784)))


def adversarial(G, D, draw, rate, **options):
    """A GAN whose step takes `draw(run, n)` latents, the same in both of its passes."""
    betas = options.pop("betas", (0.9, 0.999))
    generator, discriminator = adam(rate, G, betas), adam(rate, D, betas)

    def step(state, run, x, _):
        z = draw(run, len(x))
        generate = lambda weights, own: G.apply(weights, z, own)
        return adversarial_step(state, run, x, generate, D.apply, generator, discriminator, **options)

    return initial(generator=generator, discriminator=discriminator), step


def gan():
    drawn = lambda inputs, units: dense(inputs, units, bias=0.1, deviation=0.05)
    return adversarial(
        sequential(drawn(100, 128), relu, drawn(128, 784), sigmoid),
        sequential(drawn(784, 128), relu, drawn(128, 1)),
        lambda run, n: run.uniform(n, 100) * 2 - 1, 1e-3)


def lsgan():
    return adversarial(
        sequential(dense(100, 128), relu, dense(128, 784), sigmoid),
        sequential(dense(784, 128), leaky(0.2), dense(128, 1)),
        lambda run, n: run.normal(n, 100), 1e-3, betas=(0.5, 0.999), criterion=LEAST_SQUARES)


def supervised(networks, objective):
    """`objective(outputs, x, labels)` returns the loss and more metrics."""

    def step(state, run, x, labels):
        def of(weights):
            loss, *more = objective(lambda given: networks.networks.apply(weights, given, run), run, x, labels)
            return loss, [loss, *more]

        trained, values, norm = networks.update(state["networks"], of)
        return {"networks": trained}, [*values, norm], []

    return initial(networks=networks), step


def autoencoder(noise=0.0):
    def objective(network, run, x, _):
        given = x + noise * run.normal(*x.shape) if noise else x
        return [((network(given) - x) ** 2).mean()]

    return supervised(adam(1e-3, sequential(dense(784, 32), relu, dense(32, 784), sigmoid)), objective)


def denoising_autoencoder():
    return autoencoder(noise=0.55)


def classifier():
    def objective(network, _, x, labels):
        logits = network(x)
        loss = optax.softmax_cross_entropy_with_integer_labels(logits, labels).mean()
        return [loss, fraction_true(logits.argmax(1) == labels)]

    layers: Layer = sequential(dense(784, 64), relu, dense(64, 64), relu, dense(64, 10))
    return supervised(Trained(optax.rmsprop(1e-3, 0.9, eps=1e-7), layers), objective)
