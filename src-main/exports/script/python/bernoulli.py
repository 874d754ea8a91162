def bernoulli_nll(logits, targets):
    """The negative log likelihood of targets from 0 to 1, each value."""
    return ops.softplus(logits) - logits * targets
