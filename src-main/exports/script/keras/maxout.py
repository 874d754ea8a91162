class Maxout(layers.Layer):
    """The largest of each group of neighbouring units; Goodfellow et al. 2013."""

    def __init__(self, pieces):
        super().__init__()
        self.pieces = pieces

    def call(self, x):
        return ops.max(ops.reshape(x, (-1, x.shape[1] // self.pieces, self.pieces)), 2)
