class Rows(nn.Module):
    """Images [n, channels, height, width] as rows of values, with the channels of a pixel side by side."""

    def forward(self, x):
        return x.permute(0, 2, 3, 1).flatten(1)
