def gradient_norms(items):
    """The norm of the critic's gradient at each item."""
    return ops.sqrt(ops.sum(ops.square(input_gradient(criticize, items)), 1) + 1e-12)


def critic_step(real, number):
    with draws.in_pass(f"critic/{number}"):
        fake = generate()
    between = real + draws.uniform(f"mix/critic/{number}", (BATCH_SIZE, 1), 0.0, 1.0) * (fake - real)

    def objective():
        distance = ops.mean(criticize(real)) - ops.mean(criticize(fake))
        norms = gradient_norms(between)
        loss = -distance
        if CONSTRAINT == "gradient-penalty":
            loss += PENALTY * ops.mean(ops.square(norms - 1))
        return loss, {"d_loss": loss, "wasserstein_estimate": distance, "lipschitz": ops.mean(norms)}

    metrics, gradients = C.gradients(objective)
    metrics["d_gradient_norm"] = global_norm(gradients)
    if CONSTRAINT == "gradient-clipping":
        gradients = [ops.clip(gradient, -CLIP, CLIP) for gradient in gradients]
    C.apply(gradients)
    if CONSTRAINT == "weight-clipping":
        C.clip(CLIP)
    return metrics


def step(x, labels):
    """Trains the critic on CRITIC_STEPS batches [n, values], and the generator once; returns metrics."""
    for number, real in enumerate(ops.split(preprocess(x), CRITIC_STEPS)):
        metrics = critic_step(real, number)

    def objective():
        with draws.in_pass("g"):
            loss = -ops.mean(criticize(generate()))
        return loss, {"g_loss": loss}

    g_metrics, gradients = G.gradients(objective)
    G.apply(gradients)
    return {**g_metrics, **metrics, "g_gradient_norm": global_norm(gradients)}
