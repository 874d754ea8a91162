def clipped(gradients):
    """Scales gradients down to a global norm of at most CLIP_NORM; Pascanu et al. 2013."""
    factor = CLIP_NORM / max(float(global_norm(gradients)), CLIP_NORM)
    return [gradient * factor for gradient in gradients]
