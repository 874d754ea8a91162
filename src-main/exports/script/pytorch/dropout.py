class Dropout(nn.Module):
    """Sets values to zero by numbers of `draws`, whose last axis is that of channels."""

    def __init__(self, stream, rate):
        super().__init__()
        self.stream, self.rate = stream, rate

    def forward(self, x):
        if not self.training:
            return x
        name = f"dropout/{draws.current_pass}/{self.stream}"
        kept = draws.kept(name, tuple(x.movedim(1, -1).shape), self.rate)
        return x * kept.movedim(-1, 1) / (1 - self.rate)
