"""The training steps that the reverse-mode tape is compared with, written the way a PyTorch user would write them.

Data and first weights are the same numbers as on the Java side; the check value is the sum of the losses before the
first three steps, so that a wrong gradient or a wrong optimiser shows.
"""

import os

import numpy as np
import torch
from torch import nn

from shared_numbers import uniform

CHECKED = 3


def matrix(seed, rows, columns, scale=1.0):
    return torch.from_numpy((scale * uniform(rows * columns, seed)).astype(np.float32).reshape(rows, columns))


def weight(layer, seed):
    """Numbers of variance 1/in, as rows by inputs; a bias starts at 0."""
    outputs, inputs = layer.weight.shape
    with torch.no_grad():
        layer.weight.copy_(matrix(seed, inputs, outputs, (3 / inputs) ** 0.5).T)
        if layer.bias is not None:
            layer.bias.zero_()


def stepper(step):
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    total = sum(float(step().detach()) for _ in range(CHECKED))

    def run():
        step()
        return total

    return run


def attention_step(size):
    """One softmax self-attention layer, squared loss on every token, gradient descent; float32."""
    batch, length, width = size["batch"], size["L"], size["d"]
    layers = [nn.Linear(width, outputs, bias=False) for outputs in (width, width, width, 1)]
    for seed, layer in enumerate(layers, start=10):
        weight(layer, seed)
    query, key, value, read = layers
    optimizer = torch.optim.SGD([p for layer in layers for p in layer.parameters()], lr=0.05)
    x = matrix(1, batch * length, width).view(batch, length, width)
    y = matrix(2, batch * length, 1).view(batch, length, 1)

    def step():
        optimizer.zero_grad(set_to_none=True)
        scores = query(x) @ key(x).transpose(1, 2) / width**0.5
        loss = ((read(torch.softmax(scores, dim=-1) @ value(x)) - y) ** 2).mean()
        loss.backward()
        optimizer.step()
        return loss

    return stepper(step)


class Block(nn.Module):
    """A pre-norm Transformer block."""

    def __init__(self, width, heads, seed):
        super().__init__()
        self.heads = heads
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(2))
        self.projections = nn.ModuleList(nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        for k, layer in enumerate([*self.projections, self.up, self.down]):
            weight(layer, seed + k)

    def forward(self, x):
        batch, length, width = x.shape
        query, key, value, out = self.projections
        normal = self.norms[0](x)
        q, k, v = (
            f(normal).view(batch, length, self.heads, width // self.heads).transpose(1, 2) for f in (query, key, value)
        )
        mixed = nn.functional.scaled_dot_product_attention(q, k, v)
        x = x + out(mixed.transpose(1, 2).reshape(batch, length, width))
        return x + self.down(torch.relu(self.up(self.norms[1](x))))


def transformer_step(size):
    """Pre-norm Transformer blocks with a linear readout, squared loss on every token, Adam; float32."""
    batch, length, width = size["batch"], size["L"], size["d"]
    read = nn.Linear(width, 1)
    weight(read, 99)
    blocks = (Block(width, size["heads"], 100 * (i + 1)) for i in range(size["layers"]))
    model = nn.Sequential(*blocks, read)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)
    x = matrix(1, batch * length, width).view(batch, length, width)
    y = matrix(2, batch * length, 1).view(batch, length, 1)

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = ((model(x) - y) ** 2).mean()
        loss.backward()
        optimizer.step()
        return loss

    return stepper(step)


def induction_step(size):
    """The two-layer model of the induction heads, -log of the output, gradient descent; float64.

    Positions are compared once, before training, so that a step is one matrix product per head and elementwise work.
    """
    batch, length, d, heads = size["B"], size["L"], size["d"], size["H"]
    tokens = torch.from_numpy(((uniform(batch * (length + 1), 5) + 1) / 2 * d).astype(np.int64)).view(batch, length + 1)
    keys = torch.stack([tokens[:, heads - j : length - j] for j in range(1, heads + 1)], dim=2)
    query = torch.stack([tokens[:, length - j] for j in range(1, heads + 1)], dim=1)
    equal = (keys[:, :, :, None] == query[:, None, None, :]).double().view(-1, heads * heads)
    values = nn.functional.one_hot(tokens[:, heads:length], d).double()
    target = tokens[:, length]
    w = torch.full((heads, heads), 0.0, dtype=torch.float64)
    w.fill_diagonal_(2.0)
    sets = [()] + [(i,) for i in range(heads)] + [(i, j) for i in range(heads) for j in range(i + 1, heads)]
    c = torch.full((len(sets),), 0.1, dtype=torch.float64)
    a = torch.tensor(0.1, dtype=torch.float64)
    for p in (w, c, a):
        p.requires_grad_(True)
    optimizer = torch.optim.SGD([{"params": [w, a], "lr": 1.0}, {"params": [c], "lr": 0.02}], lr=1.0)
    rows = torch.arange(batch)

    def step():
        optimizer.zero_grad(set_to_none=True)
        sigma = torch.softmax(w, dim=1)
        k = equal @ (sigma[:, :, None] * sigma[:, None, :]).view(heads, -1).T
        p = c**2 / (c**2).sum()
        score = p[0].expand(k.shape[0])
        for q, s in zip(p[1:], sets[1:]):
            score = score + q * (k[:, s[0]] if len(s) == 1 else k[:, s[0]] * k[:, s[1]])
        weights = torch.softmax(a * score.view(batch, -1), dim=1)
        y = (weights[:, None, :] @ values)[:, 0]
        loss = -torch.log(y[rows, target] + 1e-8).mean()
        loss.backward()
        optimizer.step()
        return loss

    return stepper(step)
