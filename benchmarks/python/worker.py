"""The Python side of the side-by-side benchmarks.

Reads one JSON request a line on standard input, {"case": ..., "size": {...}}, runs that case once and answers with one
JSON line: wall seconds, CPU seconds of the process, and a check value that the Java side must reproduce. The first
request of a case prepares its input and runs it once untimed. The thread count is fixed before NumPy is loaded, by the
environment the driver sets.
"""

import json
import os
import resource
import sys
import time

import numpy as np

from shared_numbers import uniform


def gemm(size):
    n = size["n"]
    a, b = uniform(n * n, 1).reshape(n, n), uniform(n * n, 2).reshape(n, n)
    return lambda: float((a @ b)[n // 2].sum())


def syrk(size):
    n = size["n"]
    a = uniform(n * n, 1).reshape(n, n)
    return lambda: float(np.tril(a.T @ a)[n // 2].sum())


def ridge(size):
    import scipy.linalg

    n = size["n"]
    a = uniform(n * n, 1).reshape(n, n)
    y = uniform(n, 2)
    gram = a.T @ a
    gram[np.diag_indices(n)] += 0.1 * n

    def run():
        return float(scipy.linalg.cho_solve(scipy.linalg.cho_factor(gram, lower=True), y).sum())

    return run


def eig(size):
    import scipy.linalg

    n = size["n"]
    a = uniform(n * n, 1).reshape(n, n)
    a = (a + a.T) / 2
    return lambda: float(scipy.linalg.eigh(a, driver="evd")[0][-1])


def gaussian(size):
    n = size["n"]
    rng = np.random.default_rng(1)
    out = np.empty(n)

    def run():
        rng.standard_normal(out=out)
        return lambda: float(np.mean(out * out))

    return run


def softmax_expectation(size, stored=False):
    """E sum_l z_l softmax(beta z)_l with its standard error, components contiguous: the layout that suits NumPy best."""
    l, n, beta = size["L"], size["n"], 1.3
    rng = np.random.default_rng(1)
    given = rng.standard_normal((l, n)) if stored else None

    def run():
        z = given if stored else rng.standard_normal((l, n))
        s = beta * z
        s -= s.max(axis=0)
        np.exp(s, out=s)
        s /= s.sum(axis=0)
        s *= z
        value = s.sum(axis=0)
        error = value.std(ddof=1) / n**0.5
        return lambda: float(value.mean() + 0 * error)

    return run


def theory_grid(size):
    """g_task on a grid over (kappa, alpha): the same equations, vectorised with a fixed number of bisections."""
    m = size["n"]
    tau, rho, lam = 10.0, 0.01, 0.1

    def stieltjes(z, kappa):
        a = z + 1 - 1 / kappa
        r = np.sqrt(a * a + 4 * z / kappa)
        s = np.where(a >= 0, 2 / (np.abs(a) + r), kappa * (r - a) / (2 * z))
        return s, s * (1 + s / kappa) / r

    kappa = np.logspace(-1, 1, m)[None, :]
    alpha = np.logspace(-1, 2, m)[:, None]

    def run():
        q = np.broadcast_to((1 + rho) / alpha, (m, m)).copy()
        k = np.broadcast_to(kappa, (m, m)).copy()
        lo, hi = np.full((m, m), lam), np.full((m, m), lam)
        f = lambda x: (tau - 1) * x + x * x * stieltjes(q + x, k)[0] - tau * lam
        while (f(hi) <= 0).any():
            hi = np.where(f(hi) <= 0, 2 * hi, hi)
        lo[:] = 0
        for _ in range(52):
            mid = (lo + hi) / 2
            up = f(mid) > 0
            hi, lo = np.where(up, mid, hi), np.where(up, lo, mid)
        x = (lo + hi) / 2
        nu = q + x
        s, s2 = stieltjes(nu, k)
        e0 = rho + nu * (1 - nu * s) - x * (1 - 2 * nu * s + nu * nu * s2)
        idg = e0 / (1 - (1 - 2 * x * s + x * x * s2) / tau)
        icl = 1 + rho - 2 * (1 - nu * s) + (1 + q) * (1 - 2 * nu * s + nu * nu * s2) + idg / tau * (1 + q) * (s - x * s2)
        return float((icl - idg).mean())

    return run


def linear_attention(size):
    from linear_attention_numpy import fit_once

    return lambda: fit_once(size)


def training(name):
    def case(size):
        import training as steps

        return getattr(steps, name)(size)

    return case


def figure(name, kind):
    def case(size):
        import figures

        return getattr(figures, name)(kind)(size)

    return case


def theory_points(size):
    """The same equations, point by point with SciPy's root finder, as a loop over parameters is usually written."""
    from math import sqrt

    from scipy.optimize import brentq

    alpha, tau, rho, lam = 10.0, 10.0, 0.01, 0.1
    kappas = np.logspace(-1, 1, size["n"]).tolist()

    def stieltjes(z, kappa):
        a = z + 1 - 1 / kappa
        r = sqrt(a * a + 4 * z / kappa)
        s = 2 / (a + r) if a >= 0 else kappa * (r - a) / (2 * z)
        return s, s * (1 + s / kappa) / r

    def gap(kappa):
        q = (1 + rho) / alpha
        f = lambda x: (tau - 1) * x + x * x * stieltjes(q + x, kappa)[0] - tau * lam
        hi = lam
        while f(hi) <= 0:
            hi *= 2
        x = brentq(f, 0, hi, xtol=1e-15, rtol=1e-14)
        nu = q + x
        s, s2 = stieltjes(nu, kappa)
        e0 = rho + nu * (1 - nu * s) - x * (1 - 2 * nu * s + nu * nu * s2)
        idg = e0 / (1 - (1 - 2 * x * s + x * x * s2) / tau)
        icl = 1 + rho - 2 * (1 - nu * s) + (1 + q) * (1 - 2 * nu * s + nu * nu * s2) + idg / tau * (1 + q) * (s - x * s2)
        return icl - idg

    return lambda: sum(map(gap, kappas)) / len(kappas)


CASES = {
    "gemm": gemm,
    "syrk": syrk,
    "cholesky-ridge": ridge,
    "eig": eig,
    "gaussian-fill": gaussian,
    "softmax-expectation": softmax_expectation,
    "softmax-expectation-stored": lambda size: softmax_expectation(size, stored=True),
    "theory-grid": theory_grid,
    "theory-points": theory_points,
    "attention-step": training("attention_step"),
    "transformer-step": training("transformer_step"),
    "induction-step": training("induction_step"),
    "figure-points": figure("plotly_bundle", "points"),
    "figure-curve": figure("plotly_bundle", "curve"),
    "picture-points": figure("matplotlib_png", "points"),
    "picture-curve": figure("matplotlib_png", "curve"),
    "linear-attention": linear_attention,
}


def versions():
    import platform
    from importlib import metadata

    out = {"python": platform.python_version(), "numpy": np.__version__}
    for name in ("scipy", "matplotlib", "plotly", "kaleido", "torch"):
        try:
            out[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            pass
    try:
        from threadpoolctl import threadpool_info

        out["blas"] = "; ".join(
            f"{i.get('internal_api')} {i.get('version')} {i.get('architecture', '')}".strip() for i in threadpool_info()
        )
    except ImportError:
        pass
    return out


def main():
    prepared = {}
    repeats = {}
    for line in sys.stdin:
        request = json.loads(line)
        if request["case"] == "versions":
            print(json.dumps(versions()), flush=True)
            continue
        key = json.dumps(request["size"], sort_keys=True) + request["case"]
        try:
            if key not in prepared:
                prepared.clear()
                prepared[key] = CASES[request["case"]](request["size"])
                begin = time.perf_counter()
                if not request.get("cold"):
                    prepared[key]()
                once = time.perf_counter() - begin
                # Short cases repeat inside one measurement, so that the clock does not matter.
                repeats[key] = 1 if request.get("cold") else max(1, int(0.2 / max(once, 1e-6)))
            run, times = prepared[key], repeats[key]
            wall, cpu = time.perf_counter(), time.process_time()
            for _ in range(times):
                check = run()
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            answer = {"wall": wall / times, "cpu": cpu / times, "check": check() if callable(check) else check}
            if request.get("cold"):
                answer["peakMiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(json.dumps(answer), flush=True)
        except (ImportError, MemoryError) as missing:
            print(json.dumps({"missing": str(missing)}), flush=True)


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    main()
