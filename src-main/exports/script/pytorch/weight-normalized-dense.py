class WeightNormalizedDense(nn.Module):
    """W x + b, where the rows of W have unit length, or the length `scale`; Salimans and Kingma 2016."""

    def __init__(self, inputs, units, scale):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.ones(units, inputs)), nn.Parameter(torch.zeros(units))
        if scale == "trained":
            self.scale = nn.Parameter(torch.ones(units))
        elif scale == "set":
            self.register_buffer("scale", torch.ones(units))

    def forward(self, x):
        directions = F.normalize(self.weight, dim=1, eps=0)
        scale = getattr(self, "scale", None)
        return F.linear(x, directions if scale is None else directions * scale[:, None], self.bias)
