"""`torch_peer.py CASE eager|compile`: the cases of bench/cases.ts in PyTorch."""
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import protocol

case, mode = sys.argv[1:3]
BATCH = {"vae-mlp": 128, "gan-mlp": 64, "gan-conv": 128, "wgan-gp": 64, "classifier-mlp": 64}[case]
torch.manual_seed(1)
generator = np.random.default_rng(1)
data = torch.from_numpy(generator.integers(0, 256, (60000, 784), dtype=np.uint8))


def cross_entropy(logits, target):
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, target))


def norm(parameters):
    return torch.sqrt(sum((p.grad**2).sum() for p in parameters))


def update(optimizer, loss):
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


def adam(module, rate, betas=(0.9, 0.999)):
    return torch.optim.Adam(module.parameters(), rate, betas, eps=1e-7)


def vae():
    encoder = nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU())
    mean_layer, variance_layer = nn.Linear(512, 2), nn.Linear(512, 2)
    decoder = nn.Sequential(nn.Linear(2, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, 784))
    model = nn.ModuleList([encoder, mean_layer, variance_layer, decoder])
    optimizer = adam(model, 1e-3)

    def step(x):
        h = encoder(x)
        mean, log_variance = mean_layer(h), variance_layer(h)
        z = mean + torch.exp(log_variance * 0.5) * torch.randn_like(mean)
        rec = F.binary_cross_entropy_with_logits(decoder(z), x, reduction="none").sum(1).mean()
        kl = (-0.5 * (1 + log_variance - mean**2 - log_variance.exp())).sum(1).mean()
        loss = rec + kl
        update(optimizer, loss)
        return torch.stack([loss, rec, kl, norm(model.parameters())]).detach()

    return step


def mlp_gan():
    G = nn.Sequential(nn.Linear(100, 128), nn.ReLU(), nn.Linear(128, 784), nn.Sigmoid())
    D = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 1))
    for p in [*G.parameters(), *D.parameters()]:
        nn.init.normal_(p, 0, 0.05) if p.dim() > 1 else nn.init.constant_(p, 0.1)
    d_optimizer, g_optimizer = adam(D, 1e-3), adam(G, 1e-3)

    def step(x):
        z = torch.rand(BATCH, 100) * 2 - 1
        real, fake = D(x), D(G(z).detach())
        d_loss = cross_entropy(real, 1.0) + cross_entropy(fake, 0.0)
        update(d_optimizer, d_loss)
        d_norm = norm(D.parameters())
        g_loss = cross_entropy(D(G(z)), 1.0)
        update(g_optimizer, g_loss)
        shown = [g_loss, d_loss, real.sigmoid().mean(), fake.sigmoid().mean(), norm(G.parameters()), d_norm]
        return torch.stack(shown).detach()

    return step


def conv_gan():
    def down(inputs, filters):
        return [nn.ZeroPad2d((1, 2, 1, 2)), nn.Conv2d(inputs, filters, 5, 2), nn.ReLU(), nn.Dropout(0.4)]

    D = nn.Sequential(*down(1, 64), *down(64, 128), nn.ZeroPad2d((0, 1, 0, 1)), nn.Conv2d(128, 256, 5, 2, 1), nn.ReLU(),
                      nn.Dropout(0.4), nn.Flatten(), nn.LazyLinear(1))
    up = lambda inputs, filters: [nn.Upsample(scale_factor=2), nn.ConvTranspose2d(inputs, filters, 5, padding=2),
                                  nn.BatchNorm2d(filters, eps=1e-3), nn.LeakyReLU(0.3)]
    G = nn.Sequential(nn.Linear(32, 7 * 7 * 64), nn.BatchNorm1d(7 * 7 * 64, eps=1e-3), nn.LeakyReLU(0.3),
                      nn.Unflatten(1, (64, 7, 7)), nn.Dropout(0.4), *up(64, 32), *up(32, 16),
                      nn.Conv2d(16, 1, 5, padding=2), nn.Sigmoid())
    D(torch.zeros(1, 1, 28, 28))
    d_optimizer, g_optimizer = adam(D, 4e-4), adam(G, 4e-4)
    labels = torch.cat([torch.ones(BATCH, 1), torch.zeros(BATCH, 1)])

    def step(x):
        fakes = G(torch.rand(BATCH, 32) * 2 - 1).detach()
        d_loss = F.binary_cross_entropy_with_logits(D(torch.cat([x.view(-1, 1, 28, 28), fakes])), labels)
        update(d_optimizer, d_loss)
        g_loss = cross_entropy(D(G(torch.rand(BATCH, 32) * 2 - 1)), 1.0)
        update(g_optimizer, g_loss)
        return torch.stack([d_loss, g_loss]).detach()

    return step


def wgan_gp():
    C = nn.Sequential(nn.ZeroPad2d((1, 2, 1, 2)), nn.Conv2d(1, 64, 5, 2), nn.LeakyReLU(0.2), nn.ZeroPad2d((1, 2, 1, 2)),
                      nn.Conv2d(64, 128, 5, 2), nn.LeakyReLU(0.2), nn.Flatten(), nn.Linear(7 * 7 * 128, 1))
    G = nn.Sequential(nn.Linear(64, 7 * 7 * 128), nn.ReLU(), nn.Unflatten(1, (128, 7, 7)),
                      nn.ConvTranspose2d(128, 64, 5, 2, 2, 1), nn.ReLU(), nn.ConvTranspose2d(64, 1, 5, 2, 2, 1), nn.Sigmoid())
    c_optimizer, g_optimizer = adam(C, 1e-4, (0.0, 0.9)), adam(G, 1e-4, (0.0, 0.9))

    def step(x):
        z = torch.randn(BATCH, 64)
        real, fake = x.view(-1, 1, 28, 28), G(z).detach()
        between = (real + torch.rand(BATCH, 1, 1, 1) * (fake - real)).requires_grad_(True)
        (slope,) = torch.autograd.grad(C(between).sum(), between, create_graph=True)
        penalty = ((torch.sqrt((slope**2).sum((1, 2, 3)) + 1e-12) - 1) ** 2).mean()
        c_loss = C(fake).mean() - C(real).mean() + 10 * penalty
        update(c_optimizer, c_loss)
        g_loss = -C(G(z)).mean()
        update(g_optimizer, g_loss)
        return torch.stack([c_loss, g_loss]).detach()

    return step


def classifier():
    N = nn.Sequential(nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
    optimizer = torch.optim.RMSprop(N.parameters(), 1e-3, alpha=0.9, eps=1e-7)

    def step(x):
        loss = F.cross_entropy(N(x), torch.randint(0, 10, (BATCH,)))
        update(optimizer, loss)
        return loss.detach().reshape(1)

    return step


started = time.perf_counter()
train = {"vae-mlp": vae, "gan-mlp": mlp_gan, "gan-conv": conv_gan, "wgan-gp": wgan_gp, "classifier-mlp": classifier}[case]()
if mode == "compile":
    train = torch.compile(train)


def run_steps(steps):
    values = torch.zeros(1)
    for _ in range(steps):
        indices = torch.from_numpy(generator.integers(0, 60000, BATCH))
        values = train(data[indices].float() * (1 / 255))
    assert torch.isfinite(values).all()


protocol.serve(run_steps, started)
