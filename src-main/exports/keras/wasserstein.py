def gradient_norms(items):
    """The norm of the critic's gradient at each item."""
    with tf.GradientTape() as tape:
        tape.watch(items)
        total = tf.reduce_sum(criticize(items))
    return tf.sqrt(tf.reduce_sum(tf.square(tape.gradient(total, items)), 1) + 1e-12)


def critic_step(real, number):
    with draws.in_pass(f"critic/{number}"):
        fake = generate()
    between = real + draws.uniform(f"mix/critic/{number}", (BATCH_SIZE, 1), 0.0, 1.0) * (fake - real)
    with tf.GradientTape() as tape:
        distance = tf.reduce_mean(criticize(real)) - tf.reduce_mean(criticize(fake))
        loss = -distance
        if CONSTRAINT == "gradient-penalty":
            loss += PENALTY * tf.reduce_mean(tf.square(gradient_norms(between) - 1))
    gradients = C.gradients(tape, loss)
    metrics = {
        "d_loss": loss,
        "wasserstein_estimate": distance,
        "lipschitz": tf.reduce_mean(gradient_norms(between)),
        "d_gradient_norm": tf.linalg.global_norm(gradients),
    }
    if CONSTRAINT == "gradient-clipping":
        gradients = [tf.clip_by_value(gradient, -CLIP, CLIP) for gradient in gradients]
    C.apply(gradients)
    if CONSTRAINT == "weight-clipping":
        for weight in C.weights:
            weight.assign(tf.clip_by_value(weight, -CLIP, CLIP))
    return metrics


def step(x, labels):
    """Trains the critic on CRITIC_STEPS batches [n, values], and the generator once; returns metrics."""
    for number, real in enumerate(tf.split(preprocess(x), CRITIC_STEPS)):
        metrics = critic_step(real, number)
    with tf.GradientTape() as tape, draws.in_pass("g"):
        loss = -tf.reduce_mean(criticize(generate()))
    gradients = G.gradients(tape, loss)
    G.apply(gradients)
    return {"g_loss": loss, **metrics, "g_gradient_norm": tf.linalg.global_norm(gradients)}
