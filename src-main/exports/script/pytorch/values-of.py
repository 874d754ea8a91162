def values_of(network):
    """Copies of the trained weights of a network."""
    return [weight.detach().clone() for weight in network.parameters()]
