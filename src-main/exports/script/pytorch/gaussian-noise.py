class GaussianNoise(nn.Module):
    """Adds normal noise by numbers of `draws`."""

    def __init__(self, stream, standard_deviation):
        super().__init__()
        self.stream, self.standard_deviation = stream, standard_deviation

    def forward(self, x):
        if not self.training:
            return x
        return x + self.standard_deviation * draws.normal(f"noise/{draws.current_pass}/{self.stream}", tuple(x.shape))
