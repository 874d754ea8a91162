def discriminator_pass(x, labels):
    with draws.in_pass("d/fake"):
        fakes = generate(labels)

    def objective():
        if JOINT_BATCH:
            with draws.in_pass("d"):
                real, fake = ops.split(discriminate(ops.concatenate([x, fakes], 0), labels), 2)
        else:
            with draws.in_pass("d/real"):
                real = discriminate(x, labels)
            with draws.in_pass("d/fake"):
                fake = discriminate(fakes, labels)
        loss = discriminator_loss(real, fake) * (0.5 if JOINT_BATCH else 1.0)
        return loss, {
            "d_loss": loss,
            "d_real": ops.mean(activated(real)),
            "d_fake": ops.mean(activated(fake)),
        }

    return D.gradients(objective)


def generator_pass(labels):
    def objective():
        with draws.in_pass("g"):
            loss = generator_loss(discriminate(generate(labels), labels))
        return loss, {"g_loss": loss}

    return G.gradients(objective)


def step(x, labels):
    """Trains both networks on a batch [n, values]; returns metrics."""
    d_metrics, d_gradients = discriminator_pass(preprocess(x), labels)
    if not SIMULTANEOUS:
        D.apply(d_gradients)
    g_metrics, g_gradients = generator_pass(labels)
    if SIMULTANEOUS:
        D.apply(d_gradients)
    G.apply(g_gradients)
    return {
        **g_metrics,
        **d_metrics,
        "g_gradient_norm": global_norm(g_gradients),
        "d_gradient_norm": global_norm(d_gradients),
    }
