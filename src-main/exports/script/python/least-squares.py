def squared_error(outputs, target):
    return 0.5 * ops.mean(ops.square(outputs - target))


def discriminator_loss(real, fake):
    return squared_error(real, TARGET_OF_REAL) + squared_error(fake, TARGET_OF_GENERATED)


def activated(outputs):
    return outputs
