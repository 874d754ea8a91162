class Maxout(nn.Module):
    """The largest of each group of neighbouring units; Goodfellow et al. 2013."""

    def __init__(self, pieces):
        super().__init__()
        self.pieces = pieces

    def forward(self, x):
        return x.reshape(len(x), -1, self.pieces).amax(2)
