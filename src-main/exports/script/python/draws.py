RANDOM = np.random.default_rng(SEED)


class Draws:
    """The random numbers of a step, by name: each is drawn once in a step, or is the run's while it is checked."""

    number = -1

    def begin(self, values=None):
        self.number += 1
        self.values = dict(values or {})

    @contextmanager
    def in_pass(self, name):
        """Dropout and noise differ between the passes of a step."""
        self.current_pass = name
        yield

    def normal(self, name, shape):
        if name not in self.values:
            self.values[name] = RANDOM.standard_normal(shape, np.float32)
        return tensor(self.values[name])

    def uniform(self, name, shape, low, high):
        if name not in self.values:
            self.values[name] = RANDOM.uniform(low, high, shape).astype(np.float32)
        return tensor(self.values[name])

    def kept(self, name, shape, rate):
        """Ones where dropout keeps a value, zeros elsewhere; they are stored as bits."""
        if name not in self.values:
            self.values[name] = np.packbits(RANDOM.random(shape) >= rate)
        bits = np.unpackbits(self.values[name], count=math.prod(shape))
        return tensor(bits.reshape(shape).astype(np.float32))


draws = Draws()
