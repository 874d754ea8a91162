def gradients_by(weights, function):
    """The gradients of a function of weights, which gradients can pass through."""
    with tf.GradientTape() as tape:
        for weight in weights:
            tape.watch(weight)
        value = function(weights)
    return tape.gradient(value, weights)
