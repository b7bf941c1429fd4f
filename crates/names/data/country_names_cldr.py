"""Writes country_names_cldr.txt: names of countries in other languages, of the Unicode CLDR.

usage: pip install babel==2.18.0
       : > country_names_cldr.txt
       cargo build --release -p names --example countries
       python3 country_names_cldr.py ../../../target/release/examples/countries > rows
       mv rows country_names_cldr.txt

Most names are read by their sound (country.rs), so few need a row: those that are read as another
country, in whatever language; and names of the countries that lists name most which are not read: of the
first MOST in LANGUAGES, of the others in FEWER. The program that is run says which: it is built
without the rows of this table.

With `--count` it says instead how many names are read in each language, read as another country, and not
read.
"""

import collections
import pathlib
import subprocess
import sys

from babel import Locale

HERE = pathlib.Path(__file__).parent
# The languages of the lists, of the page, and of many who use either.
LANGUAGES = "ru uk be ar fa zh fr es de tr vi".split()
# Chinese characters are not read by sound.
FEWER = ["zh"]
MOST = 12
ALL_LANGUAGES = (
    "ar az be bg cs cy de el es fa fr he hi hr hu hy id it ja ka kk ko ky nl pl ps pt ro ru so sr sw "
    "th tr uk ur uz vi zh zh_Hant"
).split()
# By how many designations of the UK Sanctions List name each, most first, checked 2026-11-26.
LISTED = """
russia iran ukraine syria north-korea belarus united-arab-emirates afghanistan china iraq myanmar
venezuela united-kingdom democratic-republic-of-the-congo pakistan libya palestine saudi-arabia
sudan algeria indonesia tunisia yemen turkey nicaragua philippines central-african-republic somalia
cambodia israel mali lebanon cyprus egypt kosovo georgia uganda rwanda germany united-states
""".split()
HEADER = """\
# Names of countries in other languages that are not read by their sound. Written by
# country_names_cldr.py, which says how; do not edit by hand. Separated by commas.
#
# Origin: names of territories of the Unicode CLDR 47 (https://cldr.unicode.org), as Babel 2.18.0
# (https://pypi.org/project/babel/2.18.0/) holds them, checked 2026-11-26. A row in this table says
# nothing of a state's recognition. Licence of the rows: Unicode-3.0, whose notice is:
#
# UNICODE LICENSE V3
#
# COPYRIGHT AND PERMISSION NOTICE
#
# Copyright © 1991-2025 Unicode, Inc.
#
# NOTICE TO USER: Carefully read the following legal agreement. BY DOWNLOADING, INSTALLING, COPYING OR
# OTHERWISE USING DATA FILES, AND/OR SOFTWARE, YOU UNEQUIVOCALLY ACCEPT, AND AGREE TO BE BOUND BY, ALL
# OF THE TERMS AND CONDITIONS OF THIS AGREEMENT. IF YOU DO NOT AGREE, DO NOT DOWNLOAD, INSTALL, COPY,
# DISTRIBUTE OR USE THE DATA FILES OR SOFTWARE.
#
# Permission is hereby granted, free of charge, to any person obtaining a copy of data files and any
# associated documentation (the "Data Files") or software and any associated documentation (the
# "Software") to deal in the Data Files or Software without restriction, including without limitation
# the rights to use, copy, modify, merge, publish, distribute, and/or sell copies of the Data Files or
# Software, and to permit persons to whom the Data Files or Software are furnished to do so, provided
# that either (a) this copyright and permission notice appear with all copies of the Data Files or
# Software, or (b) this copyright and permission notice appear in associated Documentation.
#
# THE DATA FILES AND SOFTWARE ARE PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED,
# INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
# NONINFRINGEMENT OF THIRD PARTY RIGHTS.
#
# IN NO EVENT SHALL THE COPYRIGHT HOLDER OR HOLDERS INCLUDED IN THIS NOTICE BE LIABLE FOR ANY CLAIM,
# OR ANY SPECIAL INDIRECT OR CONSEQUENTIAL DAMAGES, OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF
# USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING
# OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THE DATA FILES OR SOFTWARE.
#
# Except as contained in this notice, the name of a copyright holder shall not be used in advertising
# or otherwise to promote the sale, use or other dealings in these Data Files or Software without
# prior written authorization of the copyright holder.
"""


def names():
    """Each country with the languages and their names for it."""
    for row in (HERE / "countries.txt").read_text("utf-8").splitlines():
        if not row or row.startswith("#"):
            continue
        country, others = row.split(": ")
        code = others.split()[0].upper()
        for language in ALL_LANGUAGES:
            territories = Locale.parse(language).territories
            for key in (code, code + "-alt-short", code + "-alt-variant"):
                if key in territories:
                    yield country, language, territories[key]


def main():
    rows = list(names())
    text = "".join(f"{name}\n" for _, _, name in rows)
    read = subprocess.run(sys.argv[-1], input=text, capture_output=True, text=True, check=True)
    kept = collections.defaultdict(dict)
    counts = collections.defaultdict(lambda: [0, 0, 0])
    for (country, language, name), found in zip(rows, read.stdout.split("\n")):
        plain = country.replace("-", "")
        is_other = found and plain not in found.split()
        counts[language][0 if not is_other and found else 1 if is_other else 2] += 1
        place = LISTED.index(country) if country in LISTED else len(LISTED)
        is_often = place < MOST and language in LANGUAGES
        is_often |= place < len(LISTED) and language in FEWER
        # A text that names its country and another; what stands in brackets is another name.
        is_more = language in LANGUAGES and len(set(found.split())) > 1
        is_short = "(" not in name and "（" not in name and len(name.split()) < 3
        if is_other or is_short and (is_more or not found and is_often):
            kept[country].setdefault(name.replace(",", ""), None)
    if "--count" in sys.argv:
        for language, count in counts.items():
            print(language, *count)
        return
    print(HEADER, end="")
    for country, kept_names in sorted(kept.items()):
        print(f"{country}: {', '.join(kept_names)}")


main()
