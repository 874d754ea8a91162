"""What the models in PyTorch share: updates, and the game of src-main/models/adversarial.ts."""
import torch
import torch.nn.functional as F
from torch import nn


class Player:
    """Weights, and what moves them."""

    def __init__(self, optimizer):
        self.optimizer = optimizer
        self.weights = optimizer.param_groups[0]["params"]

    def learn(self, loss):
        """Takes a step; returns the gradient's norm. Unlike `backward`, computes no gradients of other networks."""
        gradients = torch.autograd.grad(loss, self.weights)
        for weights, gradient in zip(self.weights, gradients):
            weights.grad = gradient
        self.optimizer.step()
        return torch.sqrt(sum((gradient**2).sum() for gradient in gradients))


def adam(rate, *networks, betas=(0.9, 0.999)):
    return Player(torch.optim.Adam(nn.ModuleList(networks).parameters(), rate, betas, eps=1e-7))


def share(truths):
    return truths.float().mean()


def cross_entropy(logits, target):
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, target))


def adversarial_step(images, generate, discriminate, generator, discriminator, joint=False):
    fakes = generate().detach()
    if joint:
        real, fake = discriminate(torch.cat([images, fakes])).chunk(2)
    else:
        real, fake = discriminate(images), discriminate(fakes)
    d_loss = (cross_entropy(real, 1.0) + cross_entropy(fake, 0.0)) * (0.5 if joint else 1)
    d_norm = discriminator.learn(d_loss)
    g_loss = cross_entropy(discriminate(generate()), 1.0)
    g_norm = generator.learn(g_loss)
    return torch.stack([g_loss, d_loss, *verdicts(real, fake), g_norm, d_norm]).detach()


def verdicts(real, fake):
    """Mean probabilities and accuracy of a discriminator, from its logits."""
    told = (share(real > 0) + share(fake < 0)) / 2
    return real.sigmoid().mean(), fake.sigmoid().mean(), told
