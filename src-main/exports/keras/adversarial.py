def discriminator_pass(x):
    with draws.in_pass("d/fake"):
        fakes = generate()
    with tf.GradientTape() as tape:
        if JOINT_BATCH:
            with draws.in_pass("d"):
                real, fake = tf.split(discriminate(tf.concat([x, fakes], 0)), 2)
        else:
            with draws.in_pass("d/real"):
                real = discriminate(x)
            with draws.in_pass("d/fake"):
                fake = discriminate(fakes)
        loss = discriminator_loss(real, fake) * (0.5 if JOINT_BATCH else 1.0)
    metrics = {
        "d_loss": loss,
        "d_real": tf.reduce_mean(activated(real)),
        "d_fake": tf.reduce_mean(activated(fake)),
    }
    return metrics, D.gradients(tape, loss)


def generator_pass():
    with tf.GradientTape() as tape, draws.in_pass("g"):
        loss = generator_loss(discriminate(generate()))
    return {"g_loss": loss}, G.gradients(tape, loss)


def step(x, labels):
    """Trains both networks on a batch [n, values]; returns metrics."""
    d_metrics, d_gradients = discriminator_pass(preprocess(x))
    if not SIMULTANEOUS:
        D.apply(d_gradients)
    g_metrics, g_gradients = generator_pass()
    if SIMULTANEOUS:
        D.apply(d_gradients)
    G.apply(g_gradients)
    return {
        **g_metrics,
        **d_metrics,
        "g_gradient_norm": tf.linalg.global_norm(g_gradients),
        "d_gradient_norm": tf.linalg.global_norm(d_gradients),
    }
