def moved(averages, values, share):
    """Moving averages of values after a step."""
    return [average + share * (value - average) for average, value in zip(averages, values)]
