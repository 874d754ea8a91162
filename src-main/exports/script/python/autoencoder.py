def step(x, labels):
    """Trains encoder and decoder on a batch [n, values]; returns metrics."""

    def objective():
        given = x + NOISE * draws.normal("noise", x.shape) if NOISE > 0 else x
        loss = ops.mean(error(decoder(encoder(given)), x))
        return loss, {"loss": loss}

    metrics, gradients = networks.gradients(objective)
    networks.apply(gradients)
    return {**metrics, "gradient_norm": global_norm(gradients)}
