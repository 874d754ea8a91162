"""A step of each convolutional model, from the formulas of the papers, with PyTorch's automatic differentiation.

A model returns the metrics of its step, and its gradients by variable as the optimisers get them.
"""
import torch
import torch.nn.functional as F

from layers import Optimizer, dropout, gradients_of, norm, normal, stream, uniform, upsample

SIDE, PIXELS, CLASSES = 8, 64, 3


def cross_entropy(logits, target):
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, target))


def leaky(x, slope):
    return F.leaky_relu(x, slope)


def adam(hp):
    return Optimizer("adam", hp["learningRate"], hp["beta1"], hp["beta2"])


def adversarial_step(networks, images, generate, discriminate, hp):
    """Goodfellow et al. 2014, algorithm 1. `generate(turn)` and `discriminate(images, turn)` run a network."""

    def judge():
        fakes = generate("d/fake").detach()
        if hp["jointBatch"]:
            real, fake = discriminate(torch.cat([images, fakes]), "d").chunk(2)
        else:
            real, fake = discriminate(images, "d/real"), discriminate(fakes, "d/fake")
        loss = cross_entropy(real, hp["realLabel"]) + cross_entropy(fake, 0.0)
        loss = loss / 2 if hp["jointBatch"] else loss
        told = ((real > 0).double().mean() + (fake < 0).double().mean()) / 2
        metrics = {"d_loss": loss, "d_real": real.sigmoid().mean(), "d_fake": fake.sigmoid().mean(), "d_accuracy": told}
        return metrics, gradients_of(loss, networks.of("discriminator"))

    def forge():
        loss = cross_entropy(discriminate(generate("g"), "g"), 1.0)
        return {"g_loss": loss}, gradients_of(loss, networks.of("generator"))

    d_metrics, d_gradients = judge()
    if hp["updates"] == "alternating":
        adam(hp).apply(networks.weights, d_gradients)
    g_metrics, g_gradients = forge()
    norms = {"g_gradient_norm": norm(g_gradients), "d_gradient_norm": norm(d_gradients)}
    return {**d_metrics, **g_metrics, **norms}, {**d_gradients, **g_gradients}


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
    labels = (CLASSES * stream("labels", n)).long()

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
    """Arjovsky et al. 2017, algorithm 1; the penalty is that of Gulrajani et al. 2017, algorithm 1."""
    n, limit = hp["batchSize"], hp["clip"]
    critic_optimizer = Optimizer(hp["optimizer"], hp["learningRate"], 0, 0.9)

    def generate(turn):
        return dcgan_generator(networks, normal(f"z/{turn}", (n, hp["latentSize"])), hp["filters"])

    def criticize(images):
        x = dcgan_features(networks, "critic", images.reshape(-1, SIDE, SIDE, 1), hp["filters"], False)
        return networks.dense("critic/output", x, 1)

    def constrained(gradients):
        clips = hp["constraint"] == "gradient-clipping"
        return {name: g.clamp(-limit, limit) if clips else g for name, g in gradients.items()}

    for i, real in enumerate(signed_images(n * hp["criticSteps"]).split(n)):
        fake = generate(f"critic/{i}").detach()
        share = stream(f"mix/critic/{i}", n, 1)
        between = (real + share * (fake - real)).requires_grad_()
        distance = criticize(real).mean() - criticize(fake).mean()
        (slopes,) = torch.autograd.grad(criticize(between).sum(), between, create_graph=True)
        norms = torch.sqrt((slopes**2).sum(1))
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
    return metrics, constrained({**c_gradients, **g_gradients})


def sgan(networks, hp):
    """Salimans et al. 2016, section 5: K logits, and zero for the class of generated images; section 3.1."""
    n = hp["batchSize"]
    # One training image of each class, so that the labels kept are these three in this order.
    training = (256 * stream("training", CLASSES, PIXELS)).floor() / 255
    drawn = (CLASSES * stream("labelled", n)).long()
    real, z = signed_images(n), normal("z", (n, hp["latentSize"]))

    def features(images):
        return dcgan_features(networks, "discriminator", images.reshape(-1, SIDE, SIDE, 1), hp["filters"], False)

    def with_generated(images, turn):
        """Log probabilities of the K classes and of being generated."""
        kept = dropout(f"{turn}/dropout", features(images), hp["dropout"])
        logits = networks.dense("discriminator/output", kept, CLASSES)
        return logits, F.pad(logits, (0, 1)).log_softmax(1)

    def is_real(log_probabilities):
        return log_probabilities[:, :CLASSES].logsumexp(1)

    labelled_logits, _ = with_generated(2 * training[drawn] - 1, "d/labelled")
    _, of_real = with_generated(real, "d/real")
    _, of_fake = with_generated(dcgan_generator(networks, z, hp["filters"]).detach(), "d/fake")
    supervised = F.cross_entropy(labelled_logits, drawn)
    unsupervised = -is_real(of_real).mean() - of_fake[:, CLASSES].mean()
    d_gradients = gradients_of(supervised + unsupervised, networks.of("discriminator"))
    d_real, d_fake = is_real(of_real).exp(), is_real(of_fake).exp()
    adam(hp).apply(networks.weights, d_gradients)

    fakes = dcgan_generator(networks, z, hp["filters"])
    if hp["featureMatching"]:
        # The mean over features; the paper's norm is their sum.
        g_loss = ((features(real).mean(0) - features(fakes).mean(0)) ** 2).mean()
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
