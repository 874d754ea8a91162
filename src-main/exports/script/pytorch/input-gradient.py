def input_gradient(function, items):
    """The gradient of the sum of a function's values by its items."""
    items = items.detach().requires_grad_()
    (gradient,) = torch.autograd.grad(function(items).sum(), items, create_graph=True)
    return gradient
