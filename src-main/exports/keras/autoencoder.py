def step(x, labels):
    """Trains encoder and decoder on a batch [n, values]; returns metrics."""
    with tf.GradientTape() as tape:
        given = x + NOISE * draws.normal("noise", x.shape) if NOISE > 0 else x
        loss = tf.reduce_mean(error(decoder(encoder(given)), x))
    gradients = networks.gradients(tape, loss)
    networks.apply(gradients)
    return {"loss": loss, "gradient_norm": tf.linalg.global_norm(gradients)}
