def gradients_by(weights, function):
    """The gradients of a function of weights, which gradients can pass through."""
    return torch.autograd.grad(function(weights), weights, create_graph=True)
