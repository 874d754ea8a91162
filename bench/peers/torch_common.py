"""Code that the models in PyTorch share: updates, and the objectives of src-main/models."""
import torch
import torch.nn.functional as F
from torch import nn

from criteria import criteria


class TrainedNetworks:
    """Weights, and their optimizer."""

    def __init__(self, optimizer):
        self.optimizer = optimizer
        self.weights = optimizer.param_groups[0]["params"]

    def update(self, loss):
        """Takes a step; returns the gradient's norm. Unlike `backward`, computes no gradients of other networks."""
        gradients = torch.autograd.grad(loss, self.weights)
        for weights, gradient in zip(self.weights, gradients):
            weights.grad = gradient
        self.optimizer.step()
        return torch.sqrt(sum((gradient**2).sum() for gradient in gradients))


def adam(rate, *networks, betas=(0.9, 0.999)):
    return TrainedNetworks(torch.optim.Adam(nn.ModuleList(networks).parameters(), rate, betas, eps=1e-7))


def fraction_true(truths):
    return truths.float().mean()


def cross_entropy(logits, target):
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, target))


def squared_error(outputs, target):
    return 0.5 * ((outputs - target) ** 2).mean()


NON_SATURATING, LEAST_SQUARES = criteria(cross_entropy, squared_error, torch.sigmoid)


def adversarial_step(
    real_items, generate, discriminate, generator, discriminator, joint=False, criterion=NON_SATURATING
):
    fakes = generate().detach()
    if joint:
        real, fake = discriminate(torch.cat([real_items, fakes])).chunk(2)
    else:
        real, fake = discriminate(real_items), discriminate(fakes)
    d_loss = criterion.discriminator(real, fake) * (0.5 if joint else 1)
    d_norm = discriminator.update(d_loss)
    outputs = discriminate(generate())
    g_loss = criterion.generator(outputs)
    g_norm = generator.update(g_loss)
    of_d = outputs_of_d(real, fake, criterion)
    return torch.stack([g_loss, d_loss, *of_d, fraction_true(outputs > criterion.boundary), g_norm, d_norm]).detach()


def wasserstein_step(real_items, generate, criticize, generator, critic, penalty):
    """With gradient penalty, and three critic steps; `generate(n)`."""

    def critic_step(real, fake):
        of_item = (len(real), *[1] * (real.dim() - 1))
        between = (real + torch.rand(of_item) * (fake - real)).requires_grad_()
        (gradients,) = torch.autograd.grad(criticize(between).sum(), between, create_graph=True)
        norms = torch.sqrt((gradients.flatten(1)**2).sum(1) + 1e-12)
        distance = criticize(real).mean() - criticize(fake).mean()
        loss = penalty * ((norms - 1) ** 2).mean() - distance
        return loss, distance, norms.mean(), critic.update(loss)

    batches = real_items.chunk(3)
    for real in batches:
        measured = critic_step(real, generate(len(real)).detach())
    g_loss = -criticize(generate(len(batches[0]))).mean()
    return torch.stack([g_loss, *measured, generator.update(g_loss)]).detach()


def semi_supervised_step(real, labelled, labels, generate, features, classify, generator, discriminator):
    """With feature matching; `classify` gives the logits of features."""
    real_logit = lambda items: classify(features(items)).logsumexp(1)
    logits = classify(features(labelled))
    on_real, on_fake = real_logit(real), real_logit(generate().detach())
    supervised = F.cross_entropy(logits, labels)
    unsupervised = F.softplus(-on_real).mean() + F.softplus(on_fake).mean()
    d_norm = discriminator.update(supervised + unsupervised)
    with torch.no_grad():
        real_features = features(real).mean(0)
    g_loss = F.mse_loss(features(generate()).mean(0), real_features)
    g_norm = generator.update(g_loss)
    accuracy = fraction_true(logits.argmax(1) == labels)
    shown = [g_loss, unsupervised, *outputs_of_d(on_real, on_fake, NON_SATURATING), supervised, accuracy, g_norm, d_norm]
    return torch.stack(shown).detach()


def variational_step(x, posterior, reconstruction_nll, networks):
    """`reconstruction_nll(x, z)` returns a value for each value of an item."""
    mean, log_variance = posterior(x)
    z = mean + torch.exp(log_variance * 0.5) * torch.randn_like(mean)
    reconstruction = reconstruction_nll(x, z).sum(1).mean()
    kl = (-0.5 * (1 + log_variance - mean**2 - log_variance.exp())).sum(1).mean()
    loss = reconstruction + kl
    norm = networks.update(loss)
    active = (mean.var(0, unbiased=False) > 0.01).float().sum()
    return torch.stack([loss, reconstruction, kl, active, norm]).detach()


def outputs_of_d(real, fake, criterion):
    """Mean probabilities or scores of a discriminator, and its accuracy."""
    accuracy = (fraction_true(real > criterion.boundary) + fraction_true(fake < criterion.boundary)) / 2
    return criterion.activate(real).mean(), criterion.activate(fake).mean(), accuracy
