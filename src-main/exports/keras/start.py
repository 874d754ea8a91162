HERE = Path(__file__).parent
INITIAL = np.load(HERE / "initial.npz")


class Draws:
    """The random numbers of a step, by name: each is drawn once in a step, or is the run's while it is checked."""

    def begin(self, values=None):
        self.values = dict(values or {})

    @contextmanager
    def in_pass(self, name):
        """Dropout differs between the passes of a step."""
        self.current_pass = name
        yield

    def normal(self, name, shape):
        if name not in self.values:
            self.values[name] = tf.random.normal(shape)
        return self.values[name]

    def uniform(self, name, shape, low, high):
        if name not in self.values:
            self.values[name] = tf.random.uniform(shape, low, high)
        return self.values[name]


draws = Draws()


def initialized(name, layer, *inputs):
    """Builds a layer for inputs of a shape, with the weights that the run started with."""
    layer.build((None, *inputs))
    parts = ("weights", "biases", "scale", "offset", "moving_mean", "moving_variance")
    layer.set_weights([INITIAL[f"{name}/{part}"] for part in parts if f"{name}/{part}" in INITIAL])
    return layer


class Trained:
    """Networks and the optimizer of their weights."""

    def __init__(self, optimizer, *networks):
        self.weights = [weight for network in networks for weight in network.trainable_weights]
        self.optimizer = optimizer
        optimizer.build(self.weights)

    def gradients(self, tape, loss):
        return tape.gradient(loss, self.weights)

    def apply(self, gradients):
        self.optimizer.apply(gradients, self.weights)
