class WeightNormalizedDense(layers.Layer):
    """x W + b, where the columns of W have unit length, or the length `scale`; Salimans and Kingma 2016."""

    def __init__(self, units, scale):
        super().__init__()
        self.units, self.kind = units, scale

    def build(self, shape):
        self.directions = self.add_weight(name="directions", shape=(shape[-1], self.units))
        self.biases = self.add_weight(name="biases", shape=(self.units,))
        if self.kind != "one":
            self.scale = self.add_weight(name="scale", shape=(self.units,), trainable=self.kind == "trained")

    def call(self, x):
        directions = self.directions / ops.sqrt(ops.sum(ops.square(self.directions), 0, keepdims=True))
        return ops.matmul(x, directions if self.kind == "one" else directions * self.scale) + self.biases
