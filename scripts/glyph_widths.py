#!/usr/bin/env python3
"""Usage: glyph_widths.py FONT... > include/vrosim/figure/glyph_widths.def

Writes the advance width of each character in the ranges below: the widest of the fonts, in hundredths
of an em, rounded up. Characters that no font has are 0 (text_metrics takes its estimate for them).
Needs fontTools. The fonts are LiberationSans-Regular.ttf 1.07.4 (whose widths are also those of Arimo,
Arial and Helvetica) and DejaVuSans.ttf 2.37, which takes its place where none of these is installed.
"""
import math
import sys

from fontTools.ttLib import TTFont

RANGES = [(0x20, 0x7F, "ASCII"), (0xA0, 0x180, "Latin"), (0x370, 0x400, "Greek"),
          (0x400, 0x460, "Cyrillic"), (0x5D0, 0x5EB, "Hebrew"), (0x2010, 0x2028, "punctuation"),
          (0x2030, 0x203B, "punctuation"), (0x2070, 0x2095, "superscripts and subscripts"),
          (0x20A0, 0x20BA, "currencies"), (0x2190, 0x219A, "arrows"), (0x2200, 0x2270, "mathematics")]


def width(fonts, character):
    return max((math.ceil(100 * font["hmtx"][font.getBestCmap()[character]][0] / font["head"].unitsPerEm)
                for font in fonts if character in font.getBestCmap()), default=0)


fonts = [TTFont(name) for name in sys.argv[1:]]
print("// RANGE(first, count, widths...): advance widths in hundredths of an em, the wider of Liberation\n"
      "// Sans 1.07.4 and DejaVu Sans 2.37, made by scripts/glyph_widths.py. 0: neither has it.")
for first, end, name in RANGES:
    print(f"// {name}")
    widths = [str(width(fonts, character)) for character in range(first, end)]
    lines = [", ".join(widths[i:i + 18]) for i in range(0, len(widths), 18)]
    print(f"RANGE(0x{first:X}, {end - first},\n      " + ",\n      ".join(lines) + ")")
