"""The objectives that models of images and of points share, in the papers' formulas.

Each returns the metrics of its step, and the gradients by variable that the optimisers receive.
"""
import math

import torch
import torch.nn.functional as F

from layers import Optimizer, classes, gradients_of, norm, normal, stream


def cross_entropy(logits, target):
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, target))


def adam(hp):
    return Optimizer("adam", hp["learningRate"], hp["beta1"], hp["beta2"])


class NonSaturating:
    """Goodfellow et al. 2014, algorithm 1 and section 3."""

    def __init__(self, hp):
        self.real_label = hp["realLabel"]
        self.boundary = 0

    def discriminator(self, real, fake):
        return cross_entropy(real, self.real_label) + cross_entropy(fake, 0.0)

    def generator(self, fake):
        return cross_entropy(fake, 1.0)

    def shown(self, output):
        return output.sigmoid()


class LeastSquares:
    """Mao et al. 2017, eq. 2, with the codings of its eqs. 9 and 8."""

    def __init__(self, hp):
        self.a, self.b, self.c = {"binary": (0, 1, 1), "pearson": (-1, 1, 0)}[hp["coding"]]
        self.boundary = (self.a + self.b) / 2

    def discriminator(self, real, fake):
        return ((real - self.b) ** 2).mean() / 2 + ((fake - self.a) ** 2).mean() / 2

    def generator(self, fake):
        return ((fake - self.c) ** 2).mean() / 2

    def shown(self, output):
        return output


def adversarial_step(networks, real_items, generate, discriminate, hp, criterion=NonSaturating):
    """Goodfellow et al. 2014, algorithm 1. `generate(turn)` and `discriminate(items, turn)` run a network."""
    criterion = criterion(hp)

    def discriminator_pass():
        fakes = generate("d/fake").detach()
        if hp["jointBatch"]:
            real, fake = discriminate(torch.cat([real_items, fakes]), "d").chunk(2)
        else:
            real, fake = discriminate(real_items, "d/real"), discriminate(fakes, "d/fake")
        loss = criterion.discriminator(real, fake)
        loss = loss / 2 if hp["jointBatch"] else loss
        accuracy = ((real > criterion.boundary).double().mean() + (fake < criterion.boundary).double().mean()) / 2
        d_real, d_fake = criterion.shown(real).mean(), criterion.shown(fake).mean()
        metrics = {"d_loss": loss, "d_real": d_real, "d_fake": d_fake, "d_accuracy": accuracy}
        return metrics, gradients_of(loss, networks.of("discriminator"))

    rate_of_d = hp["learningRate"] * hp.get("discriminatorRate", 1)
    optimizer = adam({**hp, "learningRate": rate_of_d})

    def unrolled_discriminator(fakes):
        """Metz et al. 2016, eq. 7, with Adam: D's weights after its updates ahead, as functions of the generated items."""
        own = networks.of("discriminator")
        ahead, steps = dict(own), optimizer.steps
        means, squares = dict(optimizer.means), dict(optimizer.squares)
        for step in range(steps + 1, steps + 1 + hp.get("unrolledSteps", 0)):
            networks.weights.update(ahead)
            loss = criterion.discriminator(discriminate(real_items, "g"), discriminate(fakes, "g"))
            loss = loss / 2 if hp["jointBatch"] else loss
            gradients = torch.autograd.grad(loss, list(ahead.values()), create_graph=True)
            rate = rate_of_d * math.sqrt(1 - hp["beta2"] ** step) / (1 - hp["beta1"] ** step)
            for name, g in zip(ahead, gradients):
                means[name] = hp["beta1"] * means.get(name, 0) + (1 - hp["beta1"]) * g
                squares[name] = hp["beta2"] * squares.get(name, 0) + (1 - hp["beta2"]) * g**2
                ahead[name] = ahead[name] - rate * means[name] / ((squares[name] + 1e-16).sqrt() + 1e-7)
        networks.weights.update(ahead)
        return own

    def generator_pass():
        fakes = generate("g")
        own = unrolled_discriminator(fakes)
        output = discriminate(fakes, "g")
        loss = criterion.generator(output)
        if hp.get("unrolledSteps"):
            # Metz et al. 2016, eq. 8.
            loss = -criterion.discriminator(discriminate(real_items, "g"), output) / (2 if hp["jointBatch"] else 1)
        networks.weights.update(own)
        metrics = {"g_loss": loss, "g_accuracy": (output > criterion.boundary).double().mean()}
        return metrics, gradients_of(loss, networks.of("generator"))

    d_metrics, d_gradients = discriminator_pass()
    if hp["updates"] == "alternating":
        optimizer.apply(networks.weights, d_gradients)
    g_metrics, g_gradients = generator_pass()
    norms = {"g_gradient_norm": norm(g_gradients), "d_gradient_norm": norm(d_gradients)}
    return {**d_metrics, **g_metrics, **norms}, {**d_gradients, **g_gradients}


def wasserstein_step(networks, real_items, generate, criticize, hp):
    """Arjovsky et al. 2017, algorithm 1; the penalty is that of Gulrajani et al. 2017, algorithm 1."""
    n, limit = hp["batchSize"], hp["clip"]
    critic_optimizer = Optimizer(hp["optimizer"], hp["learningRate"], 0, 0.9)

    def constrained(gradients):
        clips = hp["constraint"] == "gradient-clipping"
        return {name: g.clamp(-limit, limit) if clips else g for name, g in gradients.items()}

    for i, real in enumerate(real_items.split(n)):
        fake = generate(f"critic/{i}").detach()
        epsilon = stream(f"mix/critic/{i}", n, 1)
        between = (real + epsilon * (fake - real)).requires_grad_()
        distance = criticize(real).mean() - criticize(fake).mean()
        (gradients,) = torch.autograd.grad(criticize(between).sum(), between, create_graph=True)
        norms = torch.sqrt((gradients**2).sum(1))
        penalty = hp["penalty"] * ((norms - 1) ** 2).mean() if hp["constraint"] == "gradient-penalty" else 0
        c_loss = penalty - distance
        critic = networks.of("critic")
        c_gradients = gradients_of(c_loss, critic)
        critic_optimizer.apply(critic, constrained(c_gradients))
        if hp["constraint"] == "weight-clipping":
            for weights in critic.values():
                weights.data.clamp_(-limit, limit)

    g_loss = -criticize(generate("g")).mean()
    g_gradients = gradients_of(g_loss, networks.of("generator"))
    metrics = {
        "g_loss": g_loss, "d_loss": c_loss, "wasserstein_estimate": distance, "lipschitz": norms.mean(),
        "g_gradient_norm": norm(g_gradients), "d_gradient_norm": norm(c_gradients)}
    return metrics, {**constrained(c_gradients), **g_gradients}


def semi_supervised_step(networks, real, kept, generate, features, classify, hp):
    """Salimans et al. 2016, section 5: K logits, and zero for the class of generated items; section 3.1.

    `kept` holds one item of each class in order, so that labels are also indices of items.
    """
    drawn = classes("labelled", hp["batchSize"])

    def with_generated(items, turn):
        """Log probabilities of the K classes and of being generated."""
        logits = classify(features(items, turn), turn)
        return logits, F.pad(logits, (0, 1)).log_softmax(1)

    def is_real(log_probabilities):
        return log_probabilities[:, :-1].logsumexp(1)

    labelled_logits, _ = with_generated(kept[drawn], "d/labelled")
    _, of_real = with_generated(real, "d/real")
    _, of_fake = with_generated(generate().detach(), "d/fake")
    supervised = F.cross_entropy(labelled_logits, drawn)
    unsupervised = -is_real(of_real).mean() - of_fake[:, -1].mean()
    d_loss = supervised + hp.get("unsupervisedWeight", 1) * unsupervised
    d_gradients = gradients_of(d_loss, networks.of("discriminator"))
    d_real, d_fake = is_real(of_real).exp(), is_real(of_fake).exp()
    adam(hp).apply(networks.weights, d_gradients)

    fakes = generate()
    if hp["featureMatching"]:
        # The mean over features; the paper takes the sum.
        g_loss = ((features(real, "g/real").mean(0) - features(fakes, "g").mean(0)) ** 2).mean()
    else:
        g_loss = -is_real(with_generated(fakes, "g")[1]).mean()
    g_gradients = gradients_of(g_loss, networks.of("generator"))
    metrics = {
        "g_loss": g_loss, "d_loss": unsupervised, "supervised_loss": supervised,
        "d_real": d_real.mean(), "d_fake": d_fake.mean(),
        "d_accuracy": ((d_real > 0.5).double().mean() + (d_fake < 0.5).double().mean()) / 2,
        "accuracy": (labelled_logits.argmax(1) == drawn).double().mean(),
        "g_gradient_norm": norm(g_gradients), "d_gradient_norm": norm(d_gradients)}
    return metrics, {**d_gradients, **g_gradients}


def variational_step(networks, body, errors, hp):
    """Kingma and Welling 2013, eq. 10 and appendix B, with β; `errors(z)` is -log p(x|z) of each value of an item."""
    mean = networks.dense("encoder/mean", body, hp["latentSize"])
    log_variance = networks.dense("encoder/log_variance", body, hp["latentSize"])
    z = mean + torch.exp(log_variance / 2) * normal("epsilon", mean.shape)
    reconstruction = errors(z).sum(1).mean()
    kl = -0.5 * (1 + log_variance - mean**2 - log_variance.exp()).sum(1).mean()
    loss = reconstruction + hp["beta"] * kl
    gradients = gradients_of(loss, networks.weights)
    metrics = {
        "loss": loss, "reconstruction_loss": reconstruction, "kl_divergence": kl,
        "active_units": (mean.var(0, unbiased=False) > 0.01).double().sum(), "gradient_norm": norm(gradients)}
    return metrics, gradients
