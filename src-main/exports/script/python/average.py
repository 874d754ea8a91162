class Average:
    """A moving average of trained weights, which forgets the initial weights sooner in the first steps."""

    def __init__(self, *networks):
        self.networks = networks
        self.values = self.weights()

    def weights(self):
        return [values for network in self.networks for values in values_of(network)]

    def update(self):
        self.values = moved(self.values, self.weights(), max(9 / (10 + draws.number), 1 - AVERAGE_DECAY))

    def distance(self):
        """How far the weights are from their average."""
        return global_norm([weight - value for weight, value in zip(self.weights(), self.values)])
