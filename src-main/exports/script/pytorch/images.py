class Images(nn.Module):
    """Rows of values as images [n, channels, height, width]; a row has the channels of a pixel side by side."""

    def __init__(self, height, width, channels):
        super().__init__()
        self.sizes = (height, width, channels)

    def forward(self, x):
        return x.reshape(-1, *self.sizes).permute(0, 3, 1, 2)
