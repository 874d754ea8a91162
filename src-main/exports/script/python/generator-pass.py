def generator_pass(labels):
    def objective():
        with draws.in_pass("g"):
            loss = generator_loss(discriminate(generate(labels), labels))
        return loss, {"g_loss": loss}

    return G.gradients(objective)
