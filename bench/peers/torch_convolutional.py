"""Convolutional models in PyTorch, with the paddings of TensorFlow's SAME."""
import torch
import torch.nn.functional as F
from torch import nn

from torch_common import adam, adversarial_step, semi_supervised_step, variational_step, wasserstein_step


def down(inputs, filters, bias=True):
    """Halves even sides; of the three zeros of padding per side, two come after it."""
    return [nn.ZeroPad2d((1, 2, 1, 2)), nn.Conv2d(inputs, filters, 5, 2, bias=bias)]


def up(inputs, filters, bias=True):
    return nn.ConvTranspose2d(inputs, filters, 5, 2, padding=2, output_padding=1, bias=bias)


def normalization(channels):
    return nn.BatchNorm2d(channels, eps=1e-3)


def gan_conv():
    rectified = lambda *convolution: [*convolution, nn.ReLU(), nn.Dropout(0.4)]
    upsampled = lambda inputs, filters: [
        nn.Upsample(scale_factor=2), nn.ConvTranspose2d(inputs, filters, 5, padding=2, bias=False),
        normalization(filters), nn.LeakyReLU(0.3)]
    G = nn.Sequential(
        nn.Linear(32, 7 * 7 * 64, bias=False), nn.BatchNorm1d(7 * 7 * 64, eps=1e-3), nn.LeakyReLU(0.3),
        nn.Unflatten(1, (64, 7, 7)), nn.Dropout(0.4), *upsampled(64, 32), *upsampled(32, 16),
        nn.Conv2d(16, 1, 5, padding=2), nn.Sigmoid())
    # From 7×7 to 4×4, two zeros on each side.
    D = nn.Sequential(
        *rectified(*down(1, 64)), *rectified(*down(64, 128)), *rectified(nn.Conv2d(128, 256, 5, 2, padding=2)),
        nn.Flatten(), nn.Linear(4 * 4 * 256, 1))
    generator, discriminator = adam(4e-4, G), adam(4e-4, D)

    def step(x, _):
        generate = lambda: G(torch.rand(len(x), 32) * 2 - 1)
        return adversarial_step(x.view(-1, 1, 28, 28), generate, D, generator, discriminator, joint=True)

    return step


def started_from(deviation, network):
    """Draws the kernels from N(0, deviation²); normalisations start at one and zero, biases at zero."""
    for layer in network.modules():
        if isinstance(layer, (nn.Linear, nn.Conv2d, nn.ConvTranspose2d)):
            nn.init.normal_(layer.weight, 0, deviation)
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)
    return network


def dcgan_generator(deviation):
    """100 latents to [1, 28, 28] of -1 to 1."""
    return started_from(deviation, nn.Sequential(
        nn.Linear(100, 7 * 7 * 64, bias=False), nn.Unflatten(1, (64, 7, 7)), normalization(64), nn.ReLU(),
        up(64, 32, bias=False), normalization(32), nn.ReLU(), up(32, 1), nn.Tanh()))


def dcgan_features(deviation, normalized, channels=1):
    """[channels, 28, 28] to 3136 features."""
    return started_from(deviation, nn.Sequential(
        *down(channels, 32), nn.LeakyReLU(0.2), *down(32, 64, bias=not normalized),
        *([normalization(64)] if normalized else []), nn.LeakyReLU(0.2), nn.Flatten()))


def head(units, deviation, *before):
    return started_from(deviation, nn.Sequential(*before, nn.Linear(7 * 7 * 64, units)))


def signed(x):
    return (x * 2 - 1).view(-1, 1, 28, 28)


def dcgan():
    G, D = dcgan_generator(0.02), nn.Sequential(dcgan_features(0.02, normalized=True), head(1, 0.02))
    generator, discriminator = adam(2e-4, G, betas=(0.5, 0.999)), adam(2e-4, D, betas=(0.5, 0.999))

    def step(x, _):
        z = torch.rand(len(x), 100) * 2 - 1
        return adversarial_step(signed(x), lambda: G(z), D, generator, discriminator)

    return step


def cgan():
    G = dcgan_generator(0.05)
    D = nn.Sequential(dcgan_features(0.05, normalized=True, channels=2), head(1, 0.05))
    of_latents, of_images = nn.Embedding(10, 100), nn.Embedding(10, 28 * 28)
    generator = adam(2e-4, G, of_latents, betas=(0.5, 0.999))
    discriminator = adam(2e-4, D, of_images, betas=(0.5, 0.999))

    def step(x, labels):
        z = torch.randn(len(x), 100)
        generate = lambda: G(z * of_latents(labels))
        discriminate = lambda images: D(torch.cat([images, of_images(labels).view(-1, 1, 28, 28)], 1))
        return adversarial_step(signed(x), generate, discriminate, generator, discriminator)

    return step


def wgan():
    G, C = dcgan_generator(0.02), nn.Sequential(dcgan_features(0.02, normalized=False), head(1, 0.02))
    generator, critic = adam(1e-4, G, betas=(0.0, 0.9)), adam(1e-4, C, betas=(0.0, 0.9))
    generate = lambda n: G(torch.randn(n, 100))
    return lambda x, _: wasserstein_step(signed(x), generate, C, generator, critic, penalty=10)


def sgan():
    G, features = dcgan_generator(0.05), dcgan_features(0.05, normalized=False)
    classes = head(10, 0.05, nn.Dropout(0.3))
    generator, discriminator = (adam(3e-4, *networks, betas=(0.5, 0.999)) for networks in ([G], [features, classes]))
    kept_images, kept_labels = torch.rand(100, 784), torch.arange(100) % 10

    def step(x, _):
        z, drawn = torch.randn(len(x), 100), torch.randint(0, 100, (len(x),))
        labelled, labels = signed(kept_images[drawn]), kept_labels[drawn]
        return semi_supervised_step(
            signed(x), labelled, labels, lambda: G(z), features, classes, generator, discriminator)

    return step


def conv_vae():
    """The networks of Keras' code example generative/vae."""
    # For an even side, SAME pads one zero after it.
    halved = lambda inputs, filters: [nn.ZeroPad2d((0, 1, 0, 1)), nn.Conv2d(inputs, filters, 3, 2), nn.ReLU()]
    doubled = lambda inputs, filters: [
        nn.ConvTranspose2d(inputs, filters, 3, 2), Cropped(), nn.ReLU()]
    body = nn.Sequential(*halved(1, 32), *halved(32, 64), nn.Flatten(), nn.Linear(7 * 7 * 64, 16), nn.ReLU())
    mean_head, variance_head = nn.Linear(16, 2), nn.Linear(16, 2)
    decoder = nn.Sequential(
        nn.Linear(2, 7 * 7 * 64), nn.ReLU(), nn.Unflatten(1, (64, 7, 7)), *doubled(64, 64), *doubled(64, 32),
        nn.ConvTranspose2d(32, 1, 3, padding=1), nn.Flatten())
    networks = adam(1e-3, body, mean_head, variance_head, decoder)

    def posterior(x):
        features = body(x.view(-1, 1, 28, 28))
        return mean_head(features), variance_head(features)

    pixel_nll = lambda x, z: F.binary_cross_entropy_with_logits(decoder(z), x, reduction="none")
    return lambda x, _: variational_step(x, posterior, pixel_nll, networks)


class Cropped(nn.Module):
    """Removes the last row and column, which correspond to the zeros of SAME padding."""

    def forward(self, x):
        return x[:, :, :-1, :-1]
