def step(x, labels):
    """Trains encoder and decoder on a batch [n, values]; returns metrics."""

    def objective():
        items = preprocess(x)
        with draws.in_pass("step"):
            mean, log_variance = encode(items)
            z = mean + ops.exp(0.5 * log_variance) * draws.normal("epsilon", mean.shape)
            nll = reconstruction_nll(items, decode(z))
        kl_divergence = -0.5 * (1 + log_variance - ops.square(mean) - ops.exp(log_variance))
        reconstruction = VALUE_SCALE * ops.mean(ops.sum(nll, 1))
        kl = LATENT_SCALE * ops.mean(ops.sum(kl_divergence, 1))
        loss = reconstruction + BETA * kl
        return loss, {"loss": loss, "reconstruction_loss": reconstruction, "kl_divergence": kl}

    metrics, gradients = networks.gradients(objective)
    networks.apply(gradients)
    return {**metrics, "gradient_norm": global_norm(gradients)}
