"""Models of dense layers in PyTorch."""
import torch
import torch.nn.functional as F
from torch import nn

from torch_common import LEAST_SQUARES, TrainedNetworks, adam, adversarial_step, fraction_true, variational_step


def vae():
    hidden = lambda inputs: [nn.Linear(inputs, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU()]
    body, decoder = nn.Sequential(*hidden(784)), nn.Sequential(*hidden(2), nn.Linear(512, 784))
    mean_head, variance_head = nn.Linear(512, 2), nn.Linear(512, 2)
    networks = adam(1e-3, body, mean_head, variance_head, decoder)

    def posterior(x):
        features = body(x)
        return mean_head(features), variance_head(features)

    reconstruction_nll = lambda x, z: F.binary_cross_entropy_with_logits(decoder(z), x, reduction="none")
    return lambda x, _: variational_step(x, posterior, reconstruction_nll, networks)


def gan():
    G = nn.Sequential(nn.Linear(100, 128), nn.ReLU(), nn.Linear(128, 784), nn.Sigmoid())
    D = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 1))
    for weights in [*G.parameters(), *D.parameters()]:
        nn.init.normal_(weights, 0, 0.05) if weights.dim() > 1 else nn.init.constant_(weights, 0.1)
    generator, discriminator = adam(1e-3, G), adam(1e-3, D)

    def step(x, _):
        z = torch.rand(len(x), 100) * 2 - 1
        return adversarial_step(x, lambda: G(z), D, generator, discriminator)

    return step


def lsgan():
    G = nn.Sequential(nn.Linear(100, 128), nn.ReLU(), nn.Linear(128, 784), nn.Sigmoid())
    D = nn.Sequential(nn.Linear(784, 128), nn.LeakyReLU(0.2), nn.Linear(128, 1))
    generator, discriminator = adam(1e-3, G, betas=(0.5, 0.999)), adam(1e-3, D, betas=(0.5, 0.999))

    def step(x, _):
        z = torch.randn(len(x), 100)
        return adversarial_step(x, lambda: G(z), D, generator, discriminator, criterion=LEAST_SQUARES)

    return step


def autoencoder(noise=0.0):
    network = nn.Sequential(nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, 784), nn.Sigmoid())
    networks = adam(1e-3, network)

    def step(x, _):
        given = x + noise * torch.randn_like(x) if noise else x
        loss = F.mse_loss(network(given), x)
        return torch.stack([loss, networks.update(loss)]).detach()

    return step


def denoising_autoencoder():
    return autoencoder(noise=0.55)


def classifier():
    network = nn.Sequential(
        nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
    networks = TrainedNetworks(torch.optim.RMSprop(network.parameters(), 1e-3, alpha=0.9, eps=1e-7))

    def step(x, labels):
        logits = network(x)
        loss = F.cross_entropy(logits, labels)
        norm = networks.update(loss)
        return torch.stack([loss, fraction_true(logits.argmax(1) == labels), norm]).detach()

    return step
