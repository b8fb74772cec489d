"""The linear-attention experiment as one would write it in NumPy: form the features, the normal equations, and solve.

Prompts come from the same O(d) law as on the Java side, so that what is compared is the regression.
"""

import os

import numpy as np
import scipy.linalg


def _prompts(rng, tasks, length, rho):
    n, d = tasks.shape
    variance = (tasks**2).sum(axis=1) / d + rho
    square = variance * rng.chisquare(length, n)
    z = rng.standard_normal((n, d))
    unit = tasks / np.linalg.norm(tasks, axis=1, keepdims=True)
    z -= ((1 - np.sqrt(rho / variance)) * (z * unit).sum(axis=1))[:, None] * unit
    v = d / length * ((square / (variance * d))[:, None] * tasks + np.sqrt(square / d)[:, None] * z)
    c = np.concatenate([v, (square / length)[:, None]], axis=1)
    x = rng.standard_normal((n, d)) / np.sqrt(d)
    y = (x * tasks).sum(axis=1) + np.sqrt(rho) * rng.standard_normal(n)
    return x, c, y


def _sphere(rng, k, d):
    w = rng.standard_normal((k, d))
    return w * (np.sqrt(d) / np.linalg.norm(w, axis=1, keepdims=True))


def fit_once(size):
    d, tau = int(size["d"]), size["tau"]
    alpha, kappa, rho, lam = 10, 0.5, 0.01, 1e-5
    n, features, length = round(tau * d * d), d * (d + 1), alpha * d
    needed = 8 * (n * features + 2 * features * features)
    available = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    if needed > 0.8 * available:
        raise MemoryError(f"features and normal equations take {needed / 2**30:.0f} GiB")
    rng = np.random.default_rng(1)
    tasks = _sphere(rng, round(kappa * d), d)
    x, c, y = _prompts(rng, tasks[rng.integers(len(tasks), size=n)], length, rho)
    h = (x[:, :, None] * c[:, None, :]).reshape(n, features)
    gram = h.T @ h
    gram[np.diag_indices(features)] += n / d * lam
    gamma = scipy.linalg.solve(gram, h.T @ y, assume_a="pos", overwrite_a=True, check_finite=False)
    x, c, y = _prompts(rng, _sphere(rng, 20_000, d), length, rho)
    return float(((y - ((x @ gamma.reshape(d, d + 1)) * c).sum(axis=1)) ** 2).mean())
