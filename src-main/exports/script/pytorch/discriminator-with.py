def discriminator_with(weights):
    """The discriminator with other weights."""

    def discriminate_with(x):
        rest = list(weights)
        for stack in DISCRIMINATOR:
            names = [name for name, _ in stack.named_parameters()]
            own, rest = rest[: len(names)], rest[len(names) :]
            x = torch.func.functional_call(stack, dict(zip(names, own)), x)
        return x

    return discriminate_with
