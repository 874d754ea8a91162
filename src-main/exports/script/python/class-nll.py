def class_nll(logits, labels):
    """The negative log likelihood of the right classes, [n]."""
    return ops.logsumexp(logits, 1) - ops.sum(one_hot(labels) * logits, 1)
