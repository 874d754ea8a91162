def discriminator_loss(real, fake):
    return ops.mean(bernoulli_nll(real, REAL_LABEL)) + ops.mean(bernoulli_nll(fake, 0.0))


def activated(outputs):
    return ops.sigmoid(outputs)
