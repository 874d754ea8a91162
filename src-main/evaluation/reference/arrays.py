"""Arrays by formula; arrays.ts makes the same."""
import math

import numpy as np


def stream(name, *shape):
    """Numbers in [0, 1): a hash of the stream's name and the index; see ../../models/reference/stream.ts."""
    key = 0x811C9DC5
    for byte in name.encode():
        key = ((key ^ byte) * 0x01000193) & 0xFFFFFFFF
    mixed = (key + np.arange(math.prod(shape), dtype=np.uint64) * 0x9E3779B9) & 0xFFFFFFFF
    mixed = ((mixed ^ (mixed >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    mixed = ((mixed ^ (mixed >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return (((mixed ^ (mixed >> 16)) >> 20) / 4096).reshape(shape)


def features(name, rows, columns, shift=0.0, scale=1.0):
    """Bell-shaped: a sum of four uniform numbers of mean 0, times a power of two, plus a multiple of one."""
    return (sum(stream(f"{name}/{i}", rows, columns) for i in range(4)) - 2) * scale + shift
