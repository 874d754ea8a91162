HERE = Path(__file__).parent
INITIAL = load_file(HERE / "initial.safetensors")
TRAINED = HERE / "trained.safetensors"
LAYERS = {}


def tensor(values):
    """Numbers or labels of NumPy for PyTorch."""
    return torch.tensor(values, dtype=torch.float32 if values.dtype.kind == "f" else torch.int64)


def weights_of(name, layer):
    """The weights of a layer that the run has, by their names, with the axes of the layer."""
    parts = {
        "weights": layer.weight,
        "biases": layer.bias,
        "scale": getattr(layer, "scale", layer.weight),
        "offset": layer.bias,
        "moving_mean": getattr(layer, "running_mean", None),
        "moving_variance": getattr(layer, "running_var", None),
    }
    return {f"{name}/{part}": weight for part, weight in parts.items() if f"{name}/{part}" in INITIAL}


@torch.no_grad()
def initialized(name, layer):
    """A layer with the weights that the run started with, whose axes of inputs come before those of outputs."""
    axes = {1: (0,), 2: (1, 0), 4: (3, 2, 0, 1)}
    for weight_name, weight in weights_of(name, layer).items():
        weight.copy_(INITIAL[weight_name].permute(axes[weight.ndim]))
    LAYERS[name] = layer
    return layer


def save_weights():
    """Writes the weights of all networks as those that the run started with are written."""
    axes = {1: (0,), 2: (1, 0), 4: (2, 3, 1, 0)}
    pairs = [pair for name, layer in LAYERS.items() for pair in weights_of(name, layer).items()]
    save_file({name: weight.detach().permute(axes[weight.ndim]).contiguous() for name, weight in pairs}, TRAINED)


class Trained:
    """Networks, and the optimizer of their weights."""

    def __init__(self, optimizer, *networks):
        self.weights = [weight for network in networks for weight in network.parameters()]
        self.optimizer = optimizer

    def gradients(self, objective):
        """The metrics of an objective, and the gradients of its loss."""
        loss, metrics = objective()
        gradients = torch.autograd.grad(loss, self.weights)
        return {name: value.detach() for name, value in metrics.items()}, gradients

    @torch.no_grad()
    def apply(self, gradients):
        for weight, update in zip(self.weights, self.optimizer.updates(gradients)):
            weight -= update

    @torch.no_grad()
    def clip(self, limit):
        for weight in self.weights:
            weight.clip_(-limit, limit)

    @torch.no_grad()
    def change_last_bits(self, random):
        for weight in self.weights:
            signs = random.choice(np.float32([-1, 1]), tuple(weight.shape))
            weight *= tensor(1 + np.float32(2**-23) * signs)
