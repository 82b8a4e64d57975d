"""HybridSN (Roy et al. 2020, DOI 10.1109/LGRS.2019.2918719) patch by patch in PyTorch.

python torch_hybridsn.py pass FOLDER PASSES   seconds of passes over 1,024 training pixels, batches of 256
python torch_hybridsn.py scene FOLDER         seconds to label every pixel
"""
import sys
import time

import numpy as np
import torch
from torch import nn

from peer_scene import BATCH, CLASSES, PATCH, Scene, out


class HybridSN(nn.Module):
    def __init__(self, bands):
        super().__init__()
        relu = nn.ReLU()
        volumes = ((1, 8, 7), (8, 16, 5), (16, 32, 3))
        convolutions = [nn.Conv3d(before, after, (depth, 3, 3)) for before, after, depth in volumes]
        self.spectral = nn.Sequential(*(layer for convolution in convolutions for layer in (convolution, relu)))
        self.spatial = nn.Sequential(nn.Conv2d(32 * (bands - 12), 64, 3), relu, nn.Flatten())
        side = PATCH - 8
        self.head = nn.Sequential(
            *(nn.Linear(side * side * 64, 256), relu, nn.Dropout(0.4)),
            *(nn.Linear(256, 128), relu, nn.Dropout(0.4)),
            nn.Linear(128, CLASSES),
        )

    def forward(self, x):
        return self.head(self.spatial(self.spectral(x).flatten(1, 2)))


def cut(scene, pixels):
    """(pixels, 1, bands, PATCH, PATCH)"""
    return torch.from_numpy(np.ascontiguousarray(scene.patches(pixels).transpose(0, 3, 1, 2)[:, None]))


def fit(network, adam, x, y):
    started = time.perf_counter()
    network.train()
    for part in torch.randperm(len(y)).split(BATCH):
        adam.zero_grad()
        nn.functional.cross_entropy(network(x[part]), y[part]).backward()
        adam.step()
    return time.perf_counter() - started


@torch.inference_mode()
def label(network, scene, pixels, batch=256):
    network.eval()
    parts = [pixels[i : i + batch] for i in range(0, len(pixels), batch)]
    return torch.cat([network(cut(scene, part)).argmax(1) for part in parts])


def main(mode, folder, *more):
    scene = Scene(folder)
    network = HybridSN(scene.bands)
    if mode == "pass":
        adam = torch.optim.Adam(network.parameters(), 1e-3)
        train = scene.split(0)[0][:1024]
        x, y = cut(scene, train), torch.from_numpy(scene.labels[train] - 1)
        fit(network, adam, x, y)
        parameters = sum(weights.numel() for weights in network.parameters())
        out(parameters=parameters, seconds=[fit(network, adam, x, y) for _ in range(int(more[0]))])
    else:
        pixels = np.arange(scene.labels.size)
        label(network, scene, pixels[:256])
        started = time.perf_counter()
        label(network, scene, pixels)
        out(seconds=time.perf_counter() - started)


main(*sys.argv[1:])
