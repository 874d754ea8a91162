def step(x, labels):
    """Trains encoder and decoder on a batch [n, values]; returns metrics."""
    with tf.GradientTape() as tape, draws.in_pass("step"):
        items = preprocess(x)
        features = encoder_body(items, training=True)
        mean, log_variance = encoder_mean(features), encoder_log_variance(features)
        z = mean + tf.exp(0.5 * log_variance) * draws.normal("epsilon", mean.shape)
        nll = reconstruction_nll(items, decoder(z, training=True))
        kl_divergence = -0.5 * (1 + log_variance - tf.square(mean) - tf.exp(log_variance))
        reconstruction = VALUE_SCALE * tf.reduce_mean(tf.reduce_sum(nll, 1))
        kl = LATENT_SCALE * tf.reduce_mean(tf.reduce_sum(kl_divergence, 1))
        loss = reconstruction + BETA * kl
    gradients = networks.gradients(tape, loss)
    networks.apply(gradients)
    return {
        "loss": loss,
        "reconstruction_loss": reconstruction,
        "kl_divergence": kl,
        "gradient_norm": tf.linalg.global_norm(gradients),
    }
