def fraction(truths):
    """The fraction of truths that are true."""
    return ops.mean(ops.cast(truths, "float32"))
