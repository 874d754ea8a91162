"""The models for points of the plane: perceptrons that take standardised data."""
import math

import torch
import torch.nn.functional as F

from objectives import LeastSquares, adam, adversarial_step, semi_supervised_step, variational_step, wasserstein_step
from layers import CLASSES, classes, leaky, normal, uniform

# Points lie in a square that is not centred at the origin.
LOW, HIGH = -3, 5


def training_points():
    """One point of each class, so that the labelled subset is these three in this order."""
    return uniform("training", (CLASSES, 2), LOW, HIGH)


def standardized(points):
    """Standardises by the training points' mean and one standard deviation for both axes."""
    centred = training_points() - training_points().mean(0)
    return (points - training_points().mean(0)) / torch.sqrt((centred**2).mean())


def real_points(n):
    return standardized(uniform("images", (n, 2), LOW, HIGH))


def hidden(networks, network, x, activation, hp):
    for i, units in enumerate(hp["hiddenUnits"].split(", ")):
        x = activation(networks.dense(f"{network}/hidden_{i + 1}", x, int(units)))
    return x


def generated(networks, x, hp):
    return networks.dense("generator/output", hidden(networks, "generator", x, F.relu, hp), 2)


def seen(networks, network, x, hp):
    """The hidden features of a discriminator or critic."""
    return hidden(networks, network, x, lambda y: leaky(y, 0.2), hp)


def on_standardized(networks, network, x, hp):
    return networks.dense(f"{network}/output", seen(networks, network, x, hp), 1)


def gan_mlp_2d(networks, hp, **options):
    """With PacGAN's packs, maxout of five and normalised generator (Lin et al. 2018, section 4) where `hp` has them."""
    pack = hp.get("packing", 1)
    n = hp["batchSize"] * pack
    z = normal("z", (n, hp["latentSize"]))

    def generate(_):
        if not hp.get("generatorNormalization"):
            return generated(networks, z, hp)
        x = z
        for i, units in enumerate(hp["hiddenUnits"].split(", ")):
            x = networks.dense(f"generator/hidden_{i + 1}", x, int(units), bias=False)
            x = networks.normalize(f"generator/normalization_{i + 1}", x).relu()
        return networks.dense("generator/output", x, 2)

    def discriminate(points, _):
        x = points.reshape(len(points) // pack, -1)
        if hp.get("discriminatorActivation") != "maxout":
            return on_standardized(networks, "discriminator", x, hp)
        for i, units in enumerate(hp["discriminatorUnits"].split(", ")):
            x = networks.dense(f"discriminator/hidden_{i + 1}", x, 5 * int(units))
            x = x.reshape(len(x), -1, 5).amax(2)
        return networks.dense("discriminator/output", x, 1)

    return adversarial_step(networks, real_points(n), generate, discriminate, hp, **options)


def lsgan_2d(networks, hp):
    return gan_mlp_2d(networks, hp, criterion=LeastSquares)


def cgan_2d(networks, hp):
    """Mirza and Osindero 2014, figure 1: the class is concatenated with z for G, and with the point for D."""
    n = hp["batchSize"]
    z = normal("z", (n, hp["latentSize"]))
    one_hot = F.one_hot(classes("labels", n), CLASSES).double()

    def generate(_):
        return generated(networks, torch.cat([z, one_hot], 1), hp)

    def discriminate(points, _):
        beside = one_hot.repeat(len(points) // n, 1)
        return on_standardized(networks, "discriminator", torch.cat([points, beside], 1), hp)

    return adversarial_step(networks, real_points(n), generate, discriminate, hp)


def wgan_2d(networks, hp):
    """The critic takes packs of points, so the penalty is on its gradient with respect to a whole pack."""
    pack = hp.get("packing", 1)
    n = hp["batchSize"] * pack

    def packed(points):
        return points.reshape(len(points) // pack, -1)

    def generate(turn):
        return packed(generated(networks, normal(f"z/{turn}", (n, hp["latentSize"])), hp))

    def criticize(packs):
        return on_standardized(networks, "critic", packs, hp)

    return wasserstein_step(networks, packed(real_points(n * hp["criticSteps"])), generate, criticize, hp)


def sgan_2d(networks, hp):
    n = hp["batchSize"]
    z = normal("z", (n, hp["latentSize"]))

    def generate():
        return generated(networks, z, hp)

    def features(points, _):
        return seen(networks, "discriminator", points, hp)

    def classify(x, _):
        return networks.dense("discriminator/output", x, CLASSES)

    kept = standardized(training_points())
    return semi_supervised_step(networks, real_points(n), kept, generate, features, classify, hp)


def vae_mlp_2d(networks, hp):
    """Kingma and Welling 2013, appendix C.2, with one standard deviation for the decoder."""
    n, deviation = hp["batchSize"], hp["decoderDeviation"]
    points = real_points(n)
    body = hidden(networks, "encoder", points, F.relu, hp)

    def errors(z):
        decoded = networks.dense("decoder/output", hidden(networks, "decoder", z, F.relu, hp), 2)
        return ((points - decoded) / deviation) ** 2 / 2 + math.log(deviation * math.sqrt(2 * math.pi))

    return variational_step(networks, body, errors, hp)
