"""HybridSN (Roy et al. 2020, DOI 10.1109/LGRS.2019.2918719) patch by patch in Keras, as its authors' program does it.

python keras_hybridsn.py pass FOLDER PASSES              seconds of passes over 1,024 training pixels, batches of 256
python keras_hybridsn.py scene FOLDER                    seconds to label every pixel
python keras_hybridsn.py train FOLDER SEED EPOCHS EVERY  seconds of training and test accuracy, every few epochs
"""
import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import numpy as np
from tensorflow import keras

from peer_scene import BATCH, CLASSES, PATCH, Scene, out

L = keras.layers


def hybridsn(bands):
    x = inputs = L.Input((PATCH, PATCH, bands, 1))
    for filters, depth in ((8, 7), (16, 5), (32, 3)):
        x = L.Conv3D(filters, (3, 3, depth), activation="relu")(x)
    x = L.Reshape((x.shape[1], x.shape[2], x.shape[3] * x.shape[4]))(x)
    x = L.Flatten()(L.Conv2D(64, 3, activation="relu")(x))
    for units in (256, 128):
        x = L.Dropout(0.4)(L.Dense(units, activation="relu")(x))
    network = keras.Model(inputs, L.Dense(CLASSES, activation="softmax")(x))
    network.compile(keras.optimizers.Adam(1e-3), "sparse_categorical_crossentropy")
    return network


def label(network, scene, pixels, batch=1024):
    parts = [pixels[i : i + batch] for i in range(0, len(pixels), batch)]
    return np.concatenate([network.predict_on_batch(scene.patches(part)[..., None]).argmax(1) for part in parts])


def fit(network, x, y):
    started = time.perf_counter()
    network.fit(x, y, batch_size=BATCH, epochs=1, verbose=0)
    return time.perf_counter() - started


def main(mode, folder, *more):
    scene = Scene(folder)
    network = hybridsn(scene.bands)
    if mode == "pass":
        train = scene.split(0)[0][:1024]
        x, y = scene.patches(train)[..., None], scene.labels[train] - 1
        fit(network, x, y)
        out(parameters=network.count_params(), seconds=[fit(network, x, y) for _ in range(int(more[0]))])
    elif mode == "scene":
        pixels = np.arange(scene.labels.size)
        label(network, scene, pixels[:1024])
        started = time.perf_counter()
        label(network, scene, pixels)
        out(seconds=time.perf_counter() - started)
    else:
        seed, epochs, every = map(int, more)
        keras.utils.set_random_seed(seed)
        network = hybridsn(scene.bands)
        train, test = scene.split(seed)
        x, y, seconds = scene.patches(train)[..., None], scene.labels[train] - 1, 0.0
        for epoch in range(1, epochs + 1):
            seconds += fit(network, x, y)
            if epoch % every == 0 or epoch == epochs:
                accuracy = float((label(network, scene, test) == scene.labels[test] - 1).mean())
                out(epoch=epoch, seconds=seconds, accuracy=accuracy)


main(*sys.argv[1:])
