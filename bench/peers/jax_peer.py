"""`jax_peer.py CASE jit|scan`: a model of the workbench in JAX, one compiled call a step, or one for eight steps.

The state is donated, so that it is updated in place. Data lies in memory, images as uint8, and is gathered inside the
call; metrics are read back every 64 steps, as in the workbench.
"""
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

import jax_convolutional
import jax_dense
import jax_points
import protocol
from jax_common import Run, averaged

case, mode = sys.argv[1:3]
STEPS_A_CALL = {"jit": 1, "scan": 8}[mode]
build, items_per_step = protocol.twin_of(case, jax_convolutional, jax_dense, jax_points)
items, labels = (jnp.asarray(values) for values in protocol.training_set(points=case.endswith("-2d")))
started = time.perf_counter()
init, step = build()


def advanced(state, indices, items, labels):
    x = items[indices]
    x = x.astype(jnp.float32) * (1 / 255) if x.dtype == jnp.uint8 else x
    key, own = jax.random.split(state["key"])
    trained, values, statistics = step(state["trained"], Run(own), x, labels[indices].astype(jnp.int32))
    averages = averaged(state["averages"], statistics)
    return {"trained": trained, "averages": averages, "key": key}, jnp.stack(values)


def call(state, indices, items, labels):
    if mode == "jit":
        return advanced(state, indices[0], items, labels)
    return lax.scan(lambda before, some: advanced(before, some, items, labels), state, indices)


def first_state():
    """With averages of the structure and the sizes that a step has."""
    state = {"trained": init(jax.random.key(1)), "averages": [], "key": jax.random.key(1)}
    shapes, _ = jax.eval_shape(advanced, state, jnp.zeros(items_per_step, jnp.int32), items, labels)
    return {**state, "averages": jax.tree.map(lambda one: jnp.zeros(one.shape), shapes["averages"])}


train = jax.jit(call, donate_argnums=0)
state = first_state()


def run_steps(steps):
    """Rounds `steps` up to whole calls."""
    global state
    pending, values = [], None
    for done in range(0, steps, STEPS_A_CALL):
        indices = np.stack([protocol.batch_indices(items_per_step) for _ in range(STEPS_A_CALL)])
        state, values = train(state, indices, items, labels)
        pending.append(values)
        if (done + STEPS_A_CALL) % 64 == 0:
            [np.asarray(one) for one in pending]
            pending.clear()
    assert np.isfinite(np.asarray(values)).all()


protocol.serve(run_steps, started)
