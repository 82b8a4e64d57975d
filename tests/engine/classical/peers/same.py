"""Classifies Indian Pines with scikit-learn on the training pixels of finished runs; prints what is alike as JSON.

python3 same.py SAMPLE_FOLDER RUN_FOLDER...
"""

import json
import sys
from pathlib import Path

import numpy as np
import scipy.io
from sklearn.ensemble import RandomForestClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

sample = Path(sys.argv[1])
cube = scipy.io.loadmat(sample / "Indian_pines_corrected.mat")["indian_pines_corrected"]
spectra = cube.reshape(-1, cube.shape[-1]).astype(float)
truth = scipy.io.loadmat(sample / "Indian_pines_gt.mat")["indian_pines_gt"].ravel()
least, most = spectra.min(axis=0), spectra.max(axis=0)
# What the engine hands to its methods: single precision.
scaled = ((spectra - least) / (most - least)).astype(np.float32).astype(float)


def peer(report):
    learnt, options = report["training"]["learnt"], report["config"]["options"]
    return {
        "svm": lambda: (SVC(C=learnt["C"], gamma=learnt["gamma"]), scaled),
        "knn": lambda: (KNeighborsClassifier(options["k"], algorithm="kd_tree"), spectra),
        "random-forest": lambda: (RandomForestClassifier(options["trees"], random_state=0), spectra),
    }[report["network"]["id"]]()


found = {}
for folder in map(Path, sys.argv[2:]):
    report = json.loads((folder / "report.json").read_text())
    sides, labels = (np.load(folder / name).ravel() for name in ("split.npy", "map.npy"))
    train, test = sides == 1, sides == 3
    classifier, values = peer(report)
    theirs = classifier.fit(values[train], truth[train]).predict(values)
    found[report["network"]["id"]] = {
        "pixels": len(labels),
        "other": int((theirs != labels).sum()),
        "oa": float((labels[test] == truth[test]).mean()),
        "peerOa": float((theirs[test] == truth[test]).mean()),
        **({"vectors": int(classifier.n_support_.sum())} if hasattr(classifier, "n_support_") else {}),
        **({"learnt": report["training"]["learnt"]}),
    }
print(json.dumps(found))
