def discriminator_ahead(loss_of):
    """The discriminator after UNROLLED_STEPS more updates, with gradients through them; Metz et al. 2016, eqs. 7 to 10.

    `loss_of` returns its loss for a function of items.
    """
    optimizer = D.optimizer
    (beta1, beta2), powers = optimizer.betas, optimizer.powers
    weights = [1.0 * weight for weight in D.weights]
    means = optimizer.means or [ops.zeros_like(weight) for weight in weights]
    squares = optimizer.squares or means
    for _ in range(UNROLLED_STEPS):
        gradients = gradients_by(weights, lambda given: loss_of(discriminator_with(given)))
        means = moved(means, gradients, 1 - beta1)
        squares = moved(squares, [ops.square(gradient) for gradient in gradients], 1 - beta2)
        rate = float(np.sqrt(1 - powers[1]) * optimizer.learning_rate / (1 - powers[0]))
        # The root of zero has no derivative.
        scales = [ops.sqrt(square + 1e-16) + 1e-7 for square in squares]
        weights = [weight - rate * mean / scale for weight, mean, scale in zip(weights, means, scales)]
        powers = powers * np.float32(optimizer.betas)
    return discriminator_with(weights)


def generator_pass(real):
    """The generator's gradients against the discriminator ahead, whose loss it maximises."""

    def objective():
        with draws.in_pass("g"):
            fakes = generate(None)

            def loss_of(discriminator):
                return discriminator_loss(discriminator(real), discriminator(fakes)) * (0.5 if JOINT_BATCH else 1.0)

            loss = -loss_of(discriminator_ahead(loss_of))
        return loss, {"g_loss": loss}

    return G.gradients(objective)
