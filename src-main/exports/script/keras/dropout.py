class Dropout(layers.Layer):
    """Sets values to zero by numbers of `draws`."""

    def __init__(self, stream, rate):
        super().__init__()
        self.stream, self.rate = stream, rate

    def compute_output_spec(self, x, training=False):
        return keras.KerasTensor(x.shape, x.dtype)

    def call(self, x, training=False):
        if not training:
            return x
        kept = draws.kept(f"dropout/{draws.current_pass}/{self.stream}", tuple(x.shape), self.rate)
        return x * kept / (1 - self.rate)
