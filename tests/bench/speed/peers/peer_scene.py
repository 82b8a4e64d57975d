"""The scene as the bench wrote it: Indian Pines in principal components, its labels and splits."""
import json
from pathlib import Path

import numpy as np

PATCH, CLASSES, BATCH = 25, 16, 256


class Scene:
    def __init__(self, folder):
        self.folder = Path(folder)
        shape = json.loads((self.folder / "shape.json").read_text())
        self.rows, self.columns, self.bands = shape["rows"], shape["columns"], shape["components"]
        picture = np.fromfile(self.folder / "picture.f32", "f4").reshape(self.rows, self.columns, self.bands)
        margin = PATCH // 2
        self.padded = np.pad(picture, ((margin, margin), (margin, margin), (0, 0)))
        self.labels = np.fromfile(self.folder / "labels.u8", "u1").astype(int)

    def patches(self, pixels):
        """(pixels, PATCH, PATCH, bands)"""
        rows, columns = np.divmod(np.asarray(pixels), self.columns)
        return np.stack([self.padded[r : r + PATCH, c : c + PATCH] for r, c in zip(rows, columns)])

    def split(self, seed):
        sides = np.fromfile(self.folder / f"split-{seed}.u8", "u1")
        return np.flatnonzero(sides == 1), np.flatnonzero(sides == 3)


def out(**fields):
    print(json.dumps(fields), flush=True)
