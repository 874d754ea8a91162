"""Arrays defined by formulas; arrays.ts creates the same ones."""
import math

import numpy as np


def stream(name, *shape):
    """Numbers in [0, 1), hashes of the stream's name and the index; see ../../models/reference/stream.ts."""
    key = 0x811C9DC5
    for byte in name.encode():
        key = ((key ^ byte) * 0x01000193) & 0xFFFFFFFF
    mixed = (key + np.arange(math.prod(shape), dtype=np.uint64) * 0x9E3779B9) & 0xFFFFFFFF
    mixed = ((mixed ^ (mixed >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    mixed = ((mixed ^ (mixed >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return (((mixed ^ (mixed >> 16)) >> 20) / 4096).reshape(shape)


def features(name, rows, columns, shift=0.0, scale=1.0):
    """Bell-shaped numbers: a sum of four uniform numbers with mean 0, times a power of two, plus a multiple of one."""
    return (sum(stream(f"{name}/{i}", rows, columns) for i in range(4)) - 2) * scale + shift


def stream_key(seed, use):
    """Same as `streamKey` of ../../contract/pseudo-random.ts."""
    key = 0x811C9DC5
    for byte in [(seed >> shift) & 0xFF for shift in range(0, 32, 8)] + list(use.encode()):
        key = ((key ^ byte) * 0x01000193) & 0xFFFFFFFF
    key = ((key ^ (key >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    key = ((key ^ (key >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return key ^ (key >> 16)


def numbers(seed, use):
    """Same as `seededNumbers` of ../engine.ts: Mulberry32."""
    state = stream_key(seed, use)

    def draw():
        nonlocal state
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        t = ((state ^ (state >> 15)) * (1 | state)) & 0xFFFFFFFF
        t = (t + ((t ^ (t >> 7)) * (61 | t))) & 0xFFFFFFFF ^ t
        return (t ^ (t >> 14)) / 2**32

    return draw


def subset(n, count, draw):
    """Same as `subset` of ../subsets.ts."""
    order = np.arange(n)
    for i in range(count):
        other = i + int(draw() * (n - i))
        order[i], order[other] = order[other], order[i]
    return order[:count]
