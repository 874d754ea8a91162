def global_norm(gradients):
    """The norm of all gradients as one vector."""
    return ops.sqrt(sum(ops.sum(ops.square(gradient)) for gradient in gradients))
