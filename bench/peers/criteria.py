"""The criteria of adversarial training, for Keras, PyTorch and JAX."""
from typing import Callable, NamedTuple


class Criterion(NamedTuple):
    """Losses of the output of D's last layer, and the boundary between generated and real."""

    discriminator: Callable
    generator: Callable
    activate: Callable
    boundary: float


def criteria(cross_entropy, squared_error, sigmoid):
    """Non-saturating and least squares; both losses are of outputs and a target."""

    def criterion(loss, activate, boundary):
        return Criterion(
            lambda real, fake: loss(real, 1.0) + loss(fake, 0.0), lambda fake: loss(fake, 1.0), activate, boundary
        )

    return criterion(cross_entropy, sigmoid, 0.0), criterion(squared_error, lambda outputs: outputs, 0.5)
