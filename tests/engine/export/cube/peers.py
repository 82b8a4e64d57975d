"""Compares what Bandscape converted with its source, as NumPy, SciPy, GDAL (rasterio) and Spectral Python read them.

Usage: peers.py SOURCE.tif CONVERTED...; prints one JSON object a converted file. Leaves with 3 where a library is
missing.
"""

import json
import sys

try:
    import numpy as np
    import rasterio
    import scipy.io
    import spectral
except ImportError as error:
    print(f"{error.name} is missing")
    sys.exit(3)


def with_gdal(file):
    with rasterio.open(file) as image:
        values = np.moveaxis(image.read(), 0, 2)
        tags = [image.tags(band).get("wavelength") for band in image.indexes]
        facts = {
            "wavelengths": [float(tag) for tag in tags] if all(tags) else None,
            "transform": list(image.transform.to_gdal()),
            "epsg": image.crs.to_epsg() if image.crs else None,
            "nodata": image.nodata,
        }
    return values, facts


def with_numpy(file):
    return np.load(file), {}


def with_scipy(file):
    contents = scipy.io.loadmat(file)
    (cube,) = [value for name, value in contents.items() if name[0] != "_" and value.ndim == 3]
    return cube, {"wavelengths": contents["wavelengths"].ravel().tolist()}


def with_spectral(file):
    image = spectral.open_image(file)
    return np.asarray(image.open_memmap()), {"wavelengths": list(image.bands.centers)}


def main():
    source, *converted = sys.argv[1:]
    wanted, facts = with_gdal(source)
    for file in converted:
        readers = {
            "npy": [with_numpy],
            "mat": [with_scipy],
            "tif": [with_gdal],
            "hdr": [with_spectral, with_gdal],
        }[file.rsplit(".", 1)[1]]
        for reader in readers:
            path = file.replace(".hdr", ".img") if reader is with_gdal else file
            values, found = reader(path)
            same = values.shape == wanted.shape and values.dtype == wanted.dtype and values.tobytes() == wanted.tobytes()
            differ = [name for name, fact in found.items() if not agrees(fact, facts[name])]
            print(json.dumps({"file": path, "reader": reader.__name__, "same": same, "differ": differ}))


def agrees(found, wanted):
    if found is None or wanted is None:
        return found is wanted
    return np.allclose(found, wanted, rtol=0, atol=1e-9)


main()
