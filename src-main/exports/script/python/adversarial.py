def step(x, labels):
    """Trains both networks on a batch [n, values]; returns metrics."""
    real = preprocess(x)
    d_metrics, d_gradients = discriminator_pass(real, labels)
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
