"""Makes noto-sans-sc.ttf, the font of pictures that Bandscape draws: what class names and titles are written with.

Usage: make.py NotoSansSC_400Regular.ttf noto-sans-sc.ttf
The source is the file of the npm package @expo-google-fonts/noto-sans-sc 0.4.3; needs fontTools 4.68. The subset keeps
European letters, punctuation, symbols, kana and the 6,763 characters of GB 2312, without hints and layout tables.
"""

import sys

from fontTools import subset

RANGES = [
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x370, 0x3FF),
    (0x400, 0x45F),
    (0x1E00, 0x1EFF),
    (0x2000, 0x209F),
    (0x20A0, 0x20BF),
    (0x2100, 0x218F),
    (0x2190, 0x2199),
    (0x2200, 0x22FF),
    (0x2460, 0x2473),
    (0x25A0, 0x25FF),
    (0x3000, 0x30FF),
    (0xFF00, 0xFFEF),
]


def code_points():
    points = {point for first, last in RANGES for point in range(first, last + 1)}
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                points.add(ord(bytes([high, low]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    return points


def main():
    source, target = sys.argv[1:]
    options = subset.Options(
        hinting=False,
        layout_features=[],
        legacy_kern=False,
        name_IDs=[0, 1, 2, 5, 13, 14],
        notdef_outline=True,
    )
    options.drop_tables += "GSUB GPOS GDEF BASE vhea vmtx VORG DSIG gasp STAT meta prep LTSH".split()
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=code_points())
    subsetter.subset(font)
    subset.save_font(font, target, options)


main()
