def recorded_steps():
    """Takes the run's first steps with its batches and random numbers; yields metrics, and those of the run."""
    recorded = dict(np.load(HERE / "check.npz"))
    streams = [name for name in recorded if name.startswith("draws/")]
    for i in range(len(recorded["x"])):
        draws.begin({name.removeprefix("draws/"): recorded[name][i] for name in streams})
        labels = tensor(recorded["labels"][i]) if "labels" in recorded else None
        metrics = {name: float(value) for name, value in step(tensor(recorded["x"][i]), labels).items()}
        yield metrics, {name: float(recorded[f"metrics/{name}"][i]) for name in metrics}


def difference(metrics, expected):
    """The largest of losses and outputs; a norm of gradients jumps where a unit is at the corner of its ReLU."""
    compared = [name for name in metrics if not name.endswith("gradient_norm")]
    return max(abs(metrics[name] - expected[name]) / max(1.0, abs(expected[name])) for name in compared)


def largest_by_rounding(taken):
    """How far the steps move, up to each of them, where the initial weights change in their last bit: in four tries."""
    largest = np.zeros(len(taken))
    random = np.random.default_rng(0)
    for _ in range(4):
        script = runpy.run_path(__file__)
        for trained in script.values():
            if type(trained).__name__ == "Trained":
                trained.change_last_bits(random)
        again = [metrics for metrics, _ in script["recorded_steps"]()]
        largest = np.maximum(largest, [difference(*pair) for pair in zip(again, taken)])
    return np.maximum.accumulate(largest)


def check():
    """Compares the run's first steps with those of this program."""
    taken, differences = [], []
    for metrics, expected in recorded_steps():
        taken.append(metrics)
        differences.append(difference(metrics, expected))
        for name, value in metrics.items():
            print(f"step {len(taken):3} {name:20} {value:12.6f} {expected[name]:12.6f}")
    print(f"largest difference: {max(differences):.1e}")
    if max(differences) <= 1e-4:
        return
    # Training may amplify the last bit of a sum: from the step where a unit of one side is beyond the corner of its ReLU.
    rounding = largest_by_rounding(taken)
    print(f"rounding alone makes: {rounding[-1]:.1e}")
    for number, pair in enumerate(zip(differences, rounding), 1):
        if not pair[0] <= max(1e-4, 10 * pair[1]):
            raise SystemExit(f"Step {number} differs from that of the run by {pair[0]:.1e}.")


def train(file, steps):
    """Trains on `x` [n, values] of a file for numpy.load, images from 0 to 1, and its `labels` [n] if there are any.

    At the end it saves the weights.
    """
    data = np.load(file)
    for i in range(steps):
        chosen = RANDOM.choice(len(data["x"]), ITEMS_PER_STEP, replace=False)
        draws.begin()
        labels = tensor(data["labels"][chosen]) if "labels" in data else None
        metrics = step(tensor(data["x"][chosen]), labels)
        if i % 100 == 0:
            print(i + 1, {name: round(float(value), 4) for name, value in metrics.items()}, flush=True)
    save_weights()
    print(f"weights: {TRAINED}")


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
