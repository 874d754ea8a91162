HERE = Path(__file__).parent
INITIAL = np.load(HERE / "initial.npz")
TRAINED = HERE / "trained.npz"
LAYERS = {}


def tensor(values):
    """Numbers or labels of NumPy for TensorFlow."""
    return tf.constant(values, tf.float32 if values.dtype.kind == "f" else tf.int32)


def weight_names(name):
    """The names of a layer's weights, in Keras' order."""
    parts = ("weights", "biases", "scale", "offset", "moving_mean", "moving_variance")
    return [f"{name}/{part}" for part in parts if f"{name}/{part}" in INITIAL]


def initialized(name, layer, *inputs):
    """Builds a layer for inputs of a shape, with the weights that the run started with."""
    layer.build((None, *inputs))
    layer.set_weights([INITIAL[weight] for weight in weight_names(name)])
    LAYERS[name] = layer
    return layer


def save_weights():
    """Writes the weights of all networks as those that the run started with are written."""
    pairs = [pair for name, layer in LAYERS.items() for pair in zip(weight_names(name), layer.get_weights())]
    np.savez(TRAINED, **dict(pairs))


class Trained:
    """Networks, and the optimizer of their weights."""

    def __init__(self, optimizer, *networks):
        self.weights = [weight for network in networks for weight in network.trainable_weights]
        self.optimizer = optimizer

    def gradients(self, objective):
        """The metrics of an objective, and the gradients of its loss."""
        with tf.GradientTape() as tape:
            loss, metrics = objective()
        return metrics, tape.gradient(loss, self.weights)

    def apply(self, gradients):
        for weight, update in zip(self.weights, self.optimizer.updates(gradients)):
            weight.assign_sub(update)

    def clip(self, limit):
        for weight in self.weights:
            weight.assign(ops.clip(weight, -limit, limit))

    def change_last_bits(self, random):
        for weight in self.weights:
            signs = random.choice(np.float32([-1, 1]), tuple(weight.shape))
            weight.assign(weight * tensor(1 + np.float32(2**-23) * signs))
