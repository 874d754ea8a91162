def values_of(network):
    """Copies of the trained weights of a network."""
    return [tensor(np.array(weight)) for weight in network.trainable_weights]
