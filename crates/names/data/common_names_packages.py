"""Writes common_names_packages.txt: names that millions bear, by how common they are.

usage: python3 common_names_packages.py FAKER_FOLDER NAMES_FOLDER > common_names_packages.txt

FAKER_FOLDER and NAMES_FOLDER are the unpacked packages `faker` 40.54.0 (a wheel is a zip file) and
`names` 0.3.0, of PyPI. Both hold lists of given names and of family names, a list a country.

The share of a name in its list is its published weight by the sum of the weights. A list without
weights says only that its names are common there: they share alike in a quarter of the people, the
rest of whom bear names that are not in it. A name has as many bearers as its shares in the
populations of all countries sum up to, and is in the table from BEARERS on, whatever part of the world
they live in. All have one weight: the sources are too unlike for finer steps, and the commonest names
have theirs in common_names.txt.

Left out: names of more than one word and initials; words that the tables of classes hold; names that
common_names.txt holds, whose row there decides; scripts that write vowels as marks, which the
normaliser drops. Standard library only.
"""

import collections
import importlib
import pathlib
import re
import sys

from known_spellings_wikidata import fold, table

WEIGHT = 0.65
BEARERS = 1_000_000
COVERED_WITHOUT_WEIGHTS = 0.25
LETTERS = re.compile("[a-z\u0370-\u052f\u0590-\u06ff\u3400-\u9fff]{2,}")
# Rounded populations in millions, or speakers where a language has several countries; public
# knowledge, 2026. Countries that are not named are too small for a name of BEARERS.
MILLIONS = {
    "ar_AA": 400, "ar_DZ": 45, "ar_PS": 5, "ar_SA": 35, "az_AZ": 20, "bg_BG": 6, "bn_BD": 170,
    "cs_CZ": 10, "de_AT": 9, "de_DE": 83, "el_GR": 10, "en_GB": 60, "en_IN": 1000, "en_KE": 50,
    "en_NG": 100, "en_PK": 230, "es_AR": 45, "es_CL": 19, "es_CO": 50, "es_ES": 47,
    "es_MX": 130, "fa_IR": 90, "fr_DZ": 45, "fr_FR": 65, "gu_IN": 60, "ha_NG": 80, "he_IL": 9,
    "hi_IN": 600, "hr_HR": 15, "hu_HU": 10, "hy_AM": 8, "id_ID": 280, "ig_NG": 40, "it_IT": 59,
    "ja_JP": 124, "ka_GE": 4, "ko_KR": 76, "mr_IN": 80, "ne_NP": 30, "nl_BE": 7, "nl_NL": 18,
    "or_IN": 40, "pl_PL": 38, "pt_BR": 210, "pt_PT": 10, "ro_RO": 22, "ru_RU": 150, "si_LK": 16,
    "sk_SK": 5, "sv_SE": 10, "ta_IN": 80, "th_TH": 66, "tr_TR": 85, "tw_GH": 20, "uk_UA": 40,
    "uz_UZ": 35, "vi_VN": 100, "yo_NG": 45, "zh_CN": 1400, "zh_TW": 24, "zu_ZA": 15,
}
HEADER = """\
# Further names that a million people and more bear, with their weight in life, as in
# common_names.txt. Written by common_names_packages.py, which says how; do not edit by hand.
#
# Origin: the providers of person names of Faker 40.54.0 (https://pypi.org/project/Faker/40.54.0/,
# MIT, (c) 2012 Daniele Faraglia), and the frequencies of the 1990 census of the United States in
# names 0.3.0 (https://pypi.org/project/names/0.3.0/, data in the public domain), checked 2026-11-26.
# Licence of the rows: MIT. The notice that Faker asks for:
#
# Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
# associated documentation files (the "Software"), to deal in the Software without restriction,
# including without limitation the rights to use, copy, modify, merge, publish, distribute,
# sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
# furnished to do so, subject to the following conditions: The above copyright notice and this
# permission notice shall be included in all copies or substantial portions of the Software.
# THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
# NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
# NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
# DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
# OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def faker_lists(folder):
    """Every list of given, middle or family names of every country, as name -> weight."""
    sys.path.insert(0, str(folder))
    for place in sorted((folder / "faker/providers/person").iterdir()):
        if place.name not in MILLIONS:
            continue
        provider = importlib.import_module(f"faker.providers.person.{place.name}").Provider
        parts = [
            attribute
            for attribute, value in sorted(vars(provider).items())
            if re.fullmatch(r"(first|last|middle)_(romanized_)?names?(_(fe)?male|_unisex|_men|_women)?", attribute)
            and isinstance(value, (tuple, list, dict))
        ]
        for attribute in parts:
            # What is parted by sex is not counted twice.
            if any(other.startswith(attribute + "_") for other in parts):
                continue
            names = getattr(provider, attribute)
            if not isinstance(names, dict):
                names = dict.fromkeys(names, 1.0)
            yield MILLIONS[place.name], names


def census_lists(folder):
    """The same of the United States, whose population is 330 millions."""
    for part in ["dist.all.last", "dist.female.first", "dist.male.first"]:
        lines = (folder / "names" / part).read_text(encoding="utf8").splitlines()
        rows = [line.split() for line in lines]
        yield 330, {row[0]: float(row[1]) for row in rows}


def bearers(lists):
    """About how many people of all countries bear each name."""
    found = collections.Counter()
    for millions, names in lists:
        words = collections.Counter()
        for name, weight in names.items():
            word = fold(name)
            if LETTERS.fullmatch(word):
                words[word] += weight
        whole = sum(words.values())
        covered = 1.0 if len(set(names.values())) > 1 else COVERED_WITHOUT_WEIGHTS
        for word, weight in words.items():
            found[word] += millions * 1_000_000 * covered * weight / whole
    return found


def main(faker, names):
    known = {
        word
        for line in table("classes.txt") + table("legal_forms.txt") + table("common_names.txt")
        for word in fold(line).replace(":", " ").replace(",", " ").split()
    }
    counted = bearers([*faker_lists(faker), *census_lists(names)])
    words = sorted(word for word, count in counted.items() if count >= BEARERS and word not in known)
    print(HEADER, end="")
    for start in range(0, len(words), 12):
        print(f"{WEIGHT:.2f}: {' '.join(words[start : start + 12])}")


if __name__ == "__main__":
    main(*map(pathlib.Path, sys.argv[1:3]))
