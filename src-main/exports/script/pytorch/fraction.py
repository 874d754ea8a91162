def fraction(truths):
    """The fraction of truths that are true."""
    return truths.float().mean()
