"""Building blocks of the reference models: pseudorandom numbers, layers as TensorFlow defines them, and optimisers.

Everything is double precision, and images are [n, height, width, channels], as in the workbench.
"""
import math

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
MASK = 0xFFFFFFFF
CLASSES = 3


def stream(name, *shape):
    """Pseudorandom numbers in [0, 1): a hash of the stream's name and the index; see stream.ts.

    They are multiples of 2^-12, so that single precision holds them, and the values derived from them, exactly.
    """
    key = 0x811C9DC5
    for byte in name.encode():
        key = ((key ^ byte) * 0x01000193) & MASK
    values = []
    for i in range(math.prod(shape)):
        mixed = (key + i * 0x9E3779B9) & MASK
        mixed = ((mixed ^ (mixed >> 16)) * 0x85EBCA6B) & MASK
        mixed = ((mixed ^ (mixed >> 13)) * 0xC2B2AE35) & MASK
        values.append(((mixed ^ (mixed >> 16)) >> 20) / 4096)
    return torch.tensor(values).reshape(shape)


def uniform(name, shape, low, high):
    return low + (high - low) * stream(name, *shape)


def normal(name, shape):
    """Replaces normal draws: similar in scale; the formulas of a step hold for any distribution."""
    return 4 * stream(name, *shape) - 2


def classes(name, n):
    return (CLASSES * stream(name, n)).long()


def same_padding(size, kernel, stride):
    """Number of zeros before and after a side in TensorFlow's SAME padding: an odd one comes after."""
    total = max((math.ceil(size / stride) - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2


class Networks:
    """Layers by name, `network/layer`. Weights and moving averages are created when a layer is first used."""

    def __init__(self):
        self.weights = {}
        self.averages = {}

    def of(self, network):
        """A network's weights by name."""
        return {name: w for name, w in self.weights.items() if name.startswith(f"{network}/")}

    def weight(self, name, *shape):
        if name not in self.weights:
            centre = 1 if name.endswith("/scale") else 0
            self.weights[name] = (centre + (stream(name, *shape) - 0.5) / 2).requires_grad_()
        return self.weights[name]

    def with_bias(self, name, x, bias):
        return x + self.weight(f"{name}/biases", x.shape[-1]) if bias else x

    def dense(self, name, x, units, bias=True):
        return self.with_bias(name, x @ self.weight(f"{name}/weights", x.shape[-1], units), bias)

    def convolution(self, name, x, filters, kernel=5, stride=1, bias=True):
        weights = self.weight(f"{name}/weights", kernel, kernel, x.shape[-1], filters)
        (top, bottom), (left, right) = (same_padding(side, kernel, stride) for side in x.shape[1:3])
        padded = F.pad(x.permute(0, 3, 1, 2), (left, right, top, bottom))
        result = F.conv2d(padded, weights.permute(3, 2, 0, 1), stride=stride).permute(0, 2, 3, 1)
        return self.with_bias(name, result, bias)

    def transposed_convolution(self, name, x, filters, kernel=5, stride=1, bias=True):
        """The gradient of a convolution with SAME padding: what the convolution pads is cropped here."""
        weights = self.weight(f"{name}/weights", kernel, kernel, filters, x.shape[-1])
        full = F.conv_transpose2d(x.permute(0, 3, 1, 2), weights.permute(3, 2, 0, 1), stride=stride)
        height, width = (side * stride for side in x.shape[1:3])
        top, left = (same_padding(side, kernel, stride)[0] for side in (height, width))
        result = full[:, :, top : top + height, left : left + width].permute(0, 2, 3, 1)
        return self.with_bias(name, result, bias)

    def normalize(self, name, x, momentum=0.9, epsilon=1e-3):
        """Normalises by the batch's mean and biased variance; moving averages use its mean and unbiased variance."""
        scale, offset = (self.weight(f"{name}/{part}", x.shape[-1]) for part in ("scale", "offset"))
        rows = x.reshape(-1, x.shape[-1])
        mean, variance = rows.mean(0), rows.var(0, unbiased=False)
        for part, start, batch in (("mean", 0.0, mean), ("variance", 1.0, rows.var(0, unbiased=True))):
            key = f"{name}/moving_{part}"
            before = self.averages.get(key, torch.full_like(batch, start))
            self.averages[key] = momentum * before + (1 - momentum) * batch.detach()
        return (x - mean) / torch.sqrt(variance + epsilon) * scale + offset


def dropout(name, x, rate):
    return x * (stream(f"dropout/{name}", *x.shape) >= rate) / (1 - rate)


def leaky(x, slope):
    return F.leaky_relu(x, slope)


def upsample(x):
    return x.repeat_interleave(2, 1).repeat_interleave(2, 2)


class Optimizer:
    """Adam with epsilon as at the end of section 2 of Kingma and Ba, or RMSprop with epsilon inside the root."""

    def __init__(self, kind, learning_rate, beta1=0.9, beta2=0.999):
        self.kind, self.rate, self.beta1, self.beta2 = kind, learning_rate, beta1, beta2
        self.steps = 0
        self.means, self.squares = {}, {}

    @torch.no_grad()
    def apply(self, weights, gradients):
        self.steps += 1
        for name, g in gradients.items():
            if self.kind == "rmsprop":
                square = self.squares[name] = 0.99 * self.squares.get(name, 0) + 0.01 * g**2
                weights[name] -= self.rate * g / torch.sqrt(square + 1e-12)
                continue
            mean = self.means[name] = self.beta1 * self.means.get(name, 0) + (1 - self.beta1) * g
            square = self.squares[name] = self.beta2 * self.squares.get(name, 0) + (1 - self.beta2) * g**2
            rate = self.rate * math.sqrt(1 - self.beta2**self.steps) / (1 - self.beta1**self.steps)
            weights[name] -= rate * mean / (torch.sqrt(square) + 1e-7)


def gradients_of(loss, weights):
    """Gradients by the names of the weights."""
    return dict(zip(weights, torch.autograd.grad(loss, list(weights.values()))))


def norm(gradients):
    return torch.sqrt(sum((g**2).sum() for g in gradients.values()))
