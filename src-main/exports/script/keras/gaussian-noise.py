class GaussianNoise(layers.Layer):
    """Adds normal noise by numbers of `draws`."""

    def __init__(self, stream, standard_deviation):
        super().__init__()
        self.stream, self.standard_deviation = stream, standard_deviation

    def compute_output_spec(self, x, training=False):
        return keras.KerasTensor(x.shape, x.dtype)

    def call(self, x, training=False):
        if not training:
            return x
        return x + self.standard_deviation * draws.normal(f"noise/{draws.current_pass}/{self.stream}", tuple(x.shape))
