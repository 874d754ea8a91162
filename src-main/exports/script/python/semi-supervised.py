def real_logits(logits):
    """Of items being real: log of the sum over classes, [n]."""
    return ops.logsumexp(logits, 1)


def discriminator_pass(real):
    chosen = draws.uniform("labelled", (BATCH_SIZE,), 0.0, float(len(LABELLED["labels"])))
    indices = np.asarray(chosen).astype(np.int32)
    items, labels = preprocess(tensor(LABELLED["items"][indices])), tensor(LABELLED["labels"][indices])
    with draws.in_pass("d/fake"):
        fakes = generate()

    def objective():
        with draws.in_pass("d/labelled"):
            logits = classify(features(items))
        with draws.in_pass("d/real"):
            on_real = real_logits(classify(features(real)))
        with draws.in_pass("d/fake"):
            on_fake = real_logits(classify(features(fakes)))
        supervised = ops.mean(class_nll(logits, labels))
        unsupervised = ops.mean(ops.softplus(-on_real)) + ops.mean(ops.softplus(on_fake))
        return supervised + UNSUPERVISED_WEIGHT * unsupervised, {
            "supervised_loss": supervised,
            "d_loss": unsupervised,
            "d_real": ops.mean(ops.sigmoid(on_real)),
            "d_fake": ops.mean(ops.sigmoid(on_fake)),
            "accuracy": fraction(ops.argmax(logits, 1) == labels),
        }

    return D.gradients(objective)


def generator_pass(real):
    if FEATURE_MATCHING:
        with draws.in_pass("g/real"):
            real_features = ops.mean(features(real), 0)

    def objective():
        with draws.in_pass("g"):
            fake_features = features(generate())
            if FEATURE_MATCHING:
                loss = ops.mean(ops.square(ops.mean(fake_features, 0) - real_features))
            else:
                loss = ops.mean(ops.softplus(-real_logits(classify(fake_features))))
        return loss, {"g_loss": loss}

    return G.gradients(objective)


def step(x, labels):
    """Trains both networks on a batch [n, values] without its labels, and on labelled items; returns metrics."""
    real = preprocess(x)
    d_metrics, d_gradients = discriminator_pass(real)
    D.apply(d_gradients)
    g_metrics, g_gradients = generator_pass(real)
    G.apply(g_gradients)
    return {
        **g_metrics,
        **d_metrics,
        "g_gradient_norm": global_norm(g_gradients),
        "d_gradient_norm": global_norm(d_gradients),
    }
