"""Figures as a reader of notebooks makes them in Python: matplotlib for a picture, Plotly with Kaleido for both.

The pictures have the size of the Java side's: 740 x 436 points at two pixels a point.
"""

import io
import json

import numpy as np

from shared_numbers import uniform

WIDTH, HEIGHT, SCALE = 740, 436, 2


def data(size, kind):
    n = size["n"]
    y = uniform(n, 2)
    return (np.arange(n, dtype=float) if kind == "curve" else uniform(n, 1)), y


def matplotlib_png(kind):
    def case(size):
        import matplotlib

        matplotlib.use("agg")
        import matplotlib.pyplot as plt

        x, y = data(size, kind)

        def run():
            fig, axes = plt.subplots(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72 * SCALE)
            axes.plot(x, y, "-" if kind == "curve" else "o", label=kind)
            axes.set(title=kind, xlabel="x", ylabel="y")
            axes.grid(alpha=0.3)
            axes.legend()
            out = io.BytesIO()
            fig.savefig(out, format="png")
            plt.close(fig)
            return lambda: float(y.sum()) if out.tell() else float("nan")

        return run

    return case


def plotly_bundle(kind):
    def case(size):
        import kaleido
        import plotly.graph_objects as go

        kaleido.start_sync_server(silence_warnings=True)
        x, y = data(size, kind)

        def run():
            fig = go.Figure(go.Scatter(x=x, y=y, mode="lines" if kind == "curve" else "markers", name=kind))
            fig.update_layout(title=kind, xaxis_title="x", yaxis_title="y")
            text = json.dumps(fig.to_dict() | {"png": ""}, default=lambda v: v.tolist())
            png = fig.to_image(format="png", width=WIDTH, height=HEIGHT, scale=SCALE)
            return lambda: float(y.sum()) if text and png else float("nan")

        return run

    return case
