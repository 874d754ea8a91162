def check():
    """Takes the run's first steps with its batches and random numbers, and compares losses and outputs."""
    recorded = dict(np.load(HERE / "check.npz"))
    streams = [name for name in recorded if name.startswith("draws/")]
    worst = 0.0
    for i in range(len(recorded["x"])):
        draws.begin({name.removeprefix("draws/"): recorded[name][i] for name in streams})
        labels = tensor(recorded["labels"][i]) if "labels" in recorded else None
        for name, value in step(tensor(recorded["x"][i]), labels).items():
            expected = float(recorded[f"metrics/{name}"][i])
            difference = abs(float(value) - expected) / max(1.0, abs(expected))
            print(f"step {i + 1:3} {name:20} {float(value):12.6f} {expected:12.6f}")
            # A gradient jumps where a unit is at the corner of its ReLU, which the last bit decides.
            if not name.endswith("gradient_norm"):
                worst = max(worst, difference)
    print(f"largest difference: {worst:.2e}")
    if not worst <= 1e-4:
        raise SystemExit("The steps differ from those of the run.")


def train(file, steps):
    """Trains on `x` [n, values] of a file for numpy.load, images from 0 to 1, and its `labels` [n] if there are any."""
    data = np.load(file)
    for i in range(steps):
        chosen = RANDOM.choice(len(data["x"]), ITEMS_PER_STEP, replace=False)
        draws.begin()
        labels = tensor(data["labels"][chosen]) if "labels" in data else None
        metrics = step(tensor(data["x"][chosen]), labels)
        if i % 100 == 0:
            print(i + 1, {name: round(float(value), 4) for name, value in metrics.items()}, flush=True)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="compare the first steps with those of the run")
    options.add_argument("--data", help="a .npz file to train on")
    options.add_argument("--steps", type=int, default=1000)
    given = options.parse_args()
    if given.check:
        check()
    elif given.data:
        train(given.data, given.steps)
    else:
        options.print_help()
