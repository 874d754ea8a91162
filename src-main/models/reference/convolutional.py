"""The convolutional models."""
import torch
import torch.nn.functional as F

from objectives import adversarial_step, semi_supervised_step, variational_step, wasserstein_step
from layers import CLASSES, classes, dropout, leaky, normal, stream, uniform, upsample

SIDE, PIXELS = 8, 64


def gan_conv(networks, hp):
    n, filters = hp["batchSize"], hp["filters"]

    def generate(turn):
        z = uniform(f"z/{turn}", (n, hp["latentSize"]), -1, 1)
        x = networks.dense("generator/seed", z, 4 * filters, bias=False)
        x = leaky(networks.normalize("generator/normalization_1", x), 0.3).reshape(n, 2, 2, filters)
        x = dropout(f"{turn}/dropout", x, hp["dropout"])
        for stage in (2, 3):
            x = networks.transposed_convolution(f"generator/stage_{stage}", upsample(x), x.shape[-1] // 2, bias=False)
            x = leaky(networks.normalize(f"generator/normalization_{stage}", x), 0.3)
        return networks.convolution("generator/output", x, 1).sigmoid().reshape(n, PIXELS)

    def discriminate(images, turn):
        x = images.reshape(-1, SIDE, SIDE, 1)
        for i in (1, 2, 3):
            x = networks.convolution(f"discriminator/convolution_{i}", x, filters * 2 ** (i - 1), stride=2).relu()
            x = dropout(f"{turn}/dropout_{i}", x, hp["dropout"])
        return networks.dense("discriminator/output", x.flatten(1), 1)

    images = stream("images", n, PIXELS)
    return adversarial_step(networks, images, generate, discriminate, hp)


def dcgan_generator(networks, z, filters):
    """[n, latents] to images of -1 to 1, [n, pixels]; Radford et al. 2015, with the sides doubled twice."""
    x = networks.dense("generator/seed", z, 8 * filters, bias=False).reshape(-1, 2, 2, 2 * filters)
    x = networks.normalize("generator/normalization_1", x).relu()
    x = networks.transposed_convolution("generator/stage_1", x, filters, stride=2, bias=False)
    x = networks.normalize("generator/normalization_2", x).relu()
    return networks.transposed_convolution("generator/stage_2", x, 1, stride=2).tanh().flatten(1)


def dcgan_features(networks, network, x, filters, normalized):
    """[n, height, width, channels] to [n, features]."""
    x = leaky(networks.convolution(f"{network}/convolution_1", x, filters, stride=2), 0.2)
    x = networks.convolution(f"{network}/convolution_2", x, 2 * filters, stride=2, bias=not normalized)
    x = networks.normalize(f"{network}/normalization", x) if normalized else x
    return leaky(x, 0.2).flatten(1)


def signed_images(n):
    return 2 * stream("images", n, PIXELS) - 1


def dcgan(networks, hp):
    z = uniform("z", (hp["batchSize"], hp["latentSize"]), -1, 1)

    def generate(_):
        return dcgan_generator(networks, z, hp["filters"])

    def discriminate(images, _):
        x = dcgan_features(networks, "discriminator", images.reshape(-1, SIDE, SIDE, 1), hp["filters"], True)
        return networks.dense("discriminator/output", x, 1)

    return adversarial_step(networks, signed_images(hp["batchSize"]), generate, discriminate, hp)


def cgan(networks, hp):
    """Mirza and Osindero 2014: z times an embedding of the label for G, one more channel for D."""
    n = hp["batchSize"]
    z = normal("z", (n, hp["latentSize"]))
    labels = classes("labels", n)

    def generate(_):
        table = networks.weight("generator/embedding/weights", CLASSES, hp["latentSize"])
        return dcgan_generator(networks, z * table[labels], hp["filters"])

    def discriminate(images, _):
        planes = networks.weight("discriminator/embedding/weights", CLASSES, PIXELS)[labels.repeat(len(images) // n)]
        x = torch.stack([images, planes], -1).reshape(-1, SIDE, SIDE, 2)
        x = dcgan_features(networks, "discriminator", x, hp["filters"], True)
        return networks.dense("discriminator/output", x, 1)

    return adversarial_step(networks, signed_images(n), generate, discriminate, hp)


def wgan(networks, hp):
    n = hp["batchSize"]

    def generate(turn):
        return dcgan_generator(networks, normal(f"z/{turn}", (n, hp["latentSize"])), hp["filters"])

    def criticize(images):
        x = dcgan_features(networks, "critic", images.reshape(-1, SIDE, SIDE, 1), hp["filters"], False)
        return networks.dense("critic/output", x, 1)

    return wasserstein_step(networks, signed_images(n * hp["criticSteps"]), generate, criticize, hp)


def sgan(networks, hp):
    n = hp["batchSize"]
    # The bytes of one training image of each class, so that the labelled subset is these three images in this order.
    training = (256 * stream("training", CLASSES, PIXELS)).floor() / 255
    z = normal("z", (n, hp["latentSize"]))
    if hp.get("networks") == "dense":
        return dense_sgan(networks, training, z, hp)

    def generate():
        return dcgan_generator(networks, z, hp["filters"])

    def features(images, _):
        return dcgan_features(networks, "discriminator", images.reshape(-1, SIDE, SIDE, 1), hp["filters"], False)

    def classify(x, turn):
        return networks.dense("discriminator/output", dropout(f"{turn}/dropout", x, hp["dropout"]), CLASSES)

    return semi_supervised_step(networks, signed_images(n), 2 * training - 1, generate, features, classify, hp)


def weight_normalized(networks, name, x, units, scaled=False):
    """Salimans and Kingma 2016, eq. 2."""
    theta = networks.weight(f"{name}/weights", x.shape[-1], units)
    biases = networks.weight(f"{name}/biases", units)
    scale = networks.weight(f"{name}/scale", units) if scaled else 1
    return x @ (theta * scale / theta.norm(dim=0)) + biases


def dense_sgan(networks, training, z, hp):
    """The networks for MNIST of Salimans et al. 2016: noise before each layer of D, softplus in G."""

    def noisy(name, x, turn, deviation):
        return x + deviation * normal(f"noise/{turn}/{name}", x.shape)

    def generate():
        x = z
        for i, units in enumerate(hp["generatorUnits"].split(", ")):
            x = networks.dense(f"generator/hidden_{i + 1}", x, int(units), bias=False)
            x = F.softplus(networks.normalize(f"generator/normalization_{i + 1}", x, epsilon=1e-6))
        return weight_normalized(networks, "generator/output", x, PIXELS, scaled=True).sigmoid()

    def features(x, turn):
        for i, units in enumerate(hp["discriminatorUnits"].split(", ")):
            x = noisy(f"hidden_{i + 1}", x, turn, hp["layerNoise"] if i else hp["inputNoise"])
            x = weight_normalized(networks, f"discriminator/hidden_{i + 1}", x, int(units)).relu()
        return x

    def classify(x, turn):
        x = noisy("output", x, turn, hp["layerNoise"])
        return weight_normalized(networks, "discriminator/output", x, CLASSES, scaled=True)

    images = stream("images", hp["batchSize"], PIXELS)
    return semi_supervised_step(networks, images, training, generate, features, classify, hp)


def vae_conv(networks, hp):
    """Kingma and Welling 2013, eq. 10, with the networks of Keras' example and a Bernoulli decoder."""
    n, filters = hp["batchSize"], hp["filters"]
    images = stream("images", n, PIXELS)

    def double(name, x, units):
        return networks.transposed_convolution(f"decoder/{name}", x, units, kernel=3, stride=2).relu()

    def decode(z):
        x = networks.dense("decoder/seed", z, 8 * filters).relu().reshape(n, 2, 2, 2 * filters)
        x = double("stage_2", double("stage_1", x, 2 * filters), filters)
        return networks.transposed_convolution("decoder/output", x, 1, kernel=3).flatten(1)

    x = images.reshape(n, SIDE, SIDE, 1)
    for i in (1, 2):
        x = networks.convolution(f"encoder/convolution_{i}", x, i * filters, kernel=3, stride=2).relu()
    body = networks.dense("encoder/hidden", x.flatten(1), int(hp["hiddenUnits"])).relu()

    def errors(z):
        return F.binary_cross_entropy_with_logits(decode(z), images, reduction="none")

    return variational_step(networks, body, errors, hp)
