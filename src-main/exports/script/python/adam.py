class Adam:
    """Adam with the bias correction in the learning rate; Kingma and Ba 2014, end of section 2.

    The powers of the betas are running products in single precision, as in TensorFlow's own Adam: 1 - beta2 ** t has few
    digits in the first steps, so that exact powers would make these steps longer or shorter by some 1e-5.
    """

    def __init__(self, learning_rate, beta1=0.9, beta2=0.999):
        self.learning_rate, self.betas = learning_rate, (beta1, beta2)
        self.powers = np.float32(self.betas)
        self.means = self.squares = None

    def updates(self, gradients, factor=1.0):
        """What is subtracted from each weight."""
        (beta1, beta2), (power1, power2) = self.betas, self.powers
        rate = float(np.sqrt(1 - power2) * self.learning_rate * factor / (1 - power1))
        self.powers = self.powers * np.float32(self.betas)
        zeros = [ops.zeros_like(gradient) for gradient in gradients]
        self.means = moved(self.means or zeros, gradients, 1 - beta1)
        self.squares = moved(self.squares or zeros, [ops.square(gradient) for gradient in gradients], 1 - beta2)
        return [rate * mean / (ops.sqrt(square) + 1e-7) for mean, square in zip(self.means, self.squares)]
