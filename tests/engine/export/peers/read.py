"""Tells what NumPy, SciPy, GDAL (rasterio), tifffile and Spectral Python find in files that Bandscape wrote.

Usage: read.py FILE...; prints one JSON object a file and library: shape, type, a digest of the values (little-endian,
row by row, band fastest) and what else the library tells. Leaves with 3 where a library is missing.
"""

import csv
import hashlib
import json
import math
import sys
import warnings

try:
    import numpy as np
    import rasterio
    import scipy.io
    import spectral
    import tifffile
except ImportError as error:
    print(f"{error.name} is missing")
    sys.exit(3)

warnings.filterwarnings("ignore", category=rasterio.errors.NotGeoreferencedWarning)


def with_gdal(file):
    path = file.replace(".hdr", ".img")
    with rasterio.open(path) as image:
        values = image.read()
        bands = image.indexes
        wavelengths = [image.tags(band).get("wavelength") for band in bands]
        palette = image.colorinterp[0] == rasterio.enums.ColorInterp.palette
        facts = {
            "transform": None if image.transform.is_identity else list(image.transform.to_gdal()),
            "epsg": image.crs.to_epsg() if image.crs else None,
            "nodata": image.nodata,
            "descriptions": list(image.descriptions),
            "wavelengths": [float(each) for each in wavelengths] if all(wavelengths) else None,
            "colors": [list(color[:3]) for _, color in sorted(image.colormap(1).items())] if palette else None,
            "class_names": image.tags(ns="ENVI").get("class_names"),
        }
    return (values[0] if len(bands) == 1 else np.moveaxis(values, 0, 2)), facts


def with_tifffile(file):
    with tifffile.TiffFile(file) as tiff:
        page = tiff.pages[0]
        values = page.asarray()
        if values.ndim == 3 and page.planarconfig == 2:
            values = np.moveaxis(values, 0, 2)
        facts = {"big": tiff.is_bigtiff, "tiled": page.is_tiled, "compression": page.compression.name}
    return values, facts


def with_numpy(file):
    return np.load(file), {}


def with_scipy(file):
    contents = {name: value for name, value in scipy.io.loadmat(file).items() if name[0] != "_"}
    name = max(contents, key=lambda each: contents[each].size)
    wavelengths = contents.get("wavelengths")
    return contents[name], {
        "name": name,
        "wavelengths": None if wavelengths is None else wavelengths.ravel().tolist(),
    }


def with_spectral(file):
    image = spectral.open_image(file)
    values = np.asarray(image.open_memmap())
    metadata = image.metadata
    facts = {
        "wavelengths": list(image.bands.centers) if image.bands.centers else None,
        "class_names": metadata.get("class names"),
        "class_lookup": [int(value) for value in metadata.get("class lookup", [])] or None,
        "file_type": metadata.get("file type"),
    }
    return (values[:, :, 0] if values.shape[2] == 1 else values), facts


def with_csv(file):
    with open(file, newline="", encoding="utf-8") as text:
        return None, {"rows": list(csv.reader(text))}


READERS = {
    "npy": [with_numpy],
    "mat": [with_scipy],
    "tif": [with_gdal, with_tifffile],
    "hdr": [with_spectral, with_gdal],
    "png": [with_gdal],
    "csv": [with_csv],
}


def plain(value):
    """NaN is no JSON, and -0 no other place than 0."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, float) and value == 0:
        return 0.0
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def main():
    for file in sys.argv[1:]:
        for reader in READERS[file.rsplit(".", 1)[1]]:
            values, facts = reader(file)
            found = {"file": file, "reader": reader.__name__, **{key: plain(fact) for key, fact in facts.items()}}
            if values is not None:
                ordered = np.ascontiguousarray(values).astype(values.dtype.newbyteorder("<"), copy=False)
                found |= {
                    "shape": list(values.shape),
                    "dtype": values.dtype.name,
                    "digest": hashlib.sha1(ordered.tobytes()).hexdigest(),
                }
            print(json.dumps(found))


main()
