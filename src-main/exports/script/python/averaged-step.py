def step(x, labels):
    """Trains on a batch, and updates the average; returns metrics."""
    metrics = train_step(x, labels)
    average.update()
    return {**metrics, "average_distance": average.distance()}
