def generator_loss(fake):
    return ops.mean(bernoulli_nll(fake, 1.0))
