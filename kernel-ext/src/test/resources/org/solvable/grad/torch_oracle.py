"""A two-layer causal Transformer from given weights, in double precision: losses, first gradients, trained weights."""

import json
import sys

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
request = json.load(open(sys.argv[1]))
batch, length, width, heads = (request[k] for k in ("batch", "length", "width", "heads"))
shapes = {"table": (-1, width), "gain": (width,), "shift": (width,)}


def shaped(name, numbers):
    kind, layer = name.split(".")[-1], name.split(".")[-2]
    if kind == "weight":
        rows = 4 * width if layer == "second" else width
        return torch.tensor(numbers).view(rows, -1)
    return torch.tensor(numbers).view(shapes.get(kind, (-1,)))


w = {name: shaped(name, numbers).requires_grad_() for name, numbers in request["weights"].items()}
tokens = torch.tensor(request["tokens"]).view(batch, length)
following = torch.tensor(request["next"])


def dense(x, name):
    return x @ w[name + ".weight"] + w[name + ".bias"]


def norm(x, name):
    return F.layer_norm(x, (width,), w[name + ".gain"], w[name + ".shift"], 1e-5)


def block(x, name):
    normal = norm(x, name + ".norm1")
    q, k, v = (
        dense(normal, f"{name}.attention.{part}").view(batch, length, heads, width // heads).transpose(1, 2)
        for part in ("query", "key", "value")
    )
    mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True)
    x = x + dense(mixed.transpose(1, 2).reshape(batch, length, width), name + ".attention.output")
    return x + dense(torch.relu(dense(norm(x, name + ".norm2"), name + ".mlp.first")), name + ".mlp.second")


optimizer = torch.optim.AdamW(w.values(), lr=1e-3, weight_decay=0.1)
losses, gradients = [], {}
for step in range(request["steps"]):
    optimizer.zero_grad()
    x = w["embedding.table"][tokens]
    for name in ("block0", "block1"):
        x = block(x, name)
    loss = F.cross_entropy(dense(x, "read").flatten(0, 1), following)
    loss.backward()
    losses.append(loss.item())
    if step == 0:
        gradients = {name: p.grad.flatten().tolist() for name, p in w.items()}
    optimizer.step()
weights = {name: p.detach().flatten().tolist() for name, p in w.items()}
json.dump({"losses": losses, "gradients": gradients, "weights": weights}, open(sys.argv[2], "w"))
