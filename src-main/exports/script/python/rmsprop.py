class RMSprop:
    """RMSprop with epsilon inside the root, as in TensorFlow; Tieleman and Hinton 2012, lecture 6.5."""

    def __init__(self, learning_rate, rho=0.9, epsilon=1e-7):
        self.learning_rate, self.rho, self.epsilon = learning_rate, rho, epsilon
        self.squares = None

    def updates(self, gradients, factor=1.0):
        """What is subtracted from each weight."""
        zeros = [ops.zeros_like(gradient) for gradient in gradients]
        self.squares = moved(self.squares or zeros, [ops.square(gradient) for gradient in gradients], 1 - self.rho)
        rate = self.learning_rate * factor
        return [rate * gradient / ops.sqrt(square + self.epsilon) for gradient, square in zip(gradients, self.squares)]
