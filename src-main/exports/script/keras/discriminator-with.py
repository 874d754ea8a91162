def discriminator_with(weights):
    """The discriminator with other weights."""

    def discriminate_with(x):
        rest = list(weights)
        for stack in DISCRIMINATOR:
            own, rest = rest[: len(stack.trainable_variables)], rest[len(stack.trainable_variables) :]
            x, _ = stack.stateless_call(own, [], x)
        return x

    return discriminate_with
