"""Writes known_spellings_wikidata.txt: spellings of names from Wikidata, as rigour collects them.

    pip download --no-deps --no-binary :all: rigour==2.6.1
    python3 known_spellings_wikidata.py rigour-2.6.1.tar.gz > known_spellings_wikidata.txt

Every line of the source is one name of Wikidata with its labels in all languages. Kept are the
single words in Latin letters: words of other scripts meet Latin ones by sound. Left out are:

- family names of one ideograph or syllable: dozens of names share a spelling there, and the
  common ones stand in known_spellings.txt;
- words that resemble no other word of their row: translations, notes, slips of editors;
- particles and short legal forms, which are no names (classes.txt, legal_forms.txt);
- rows whose words are all similar enough, or equal in consonants, to be found without them, and
  rows that known_spellings.txt holds already;
- rows that rigour made itself (their mark begins with X).

Masculine and feminine forms (-ov, -ova) become two rows. Standard library only.
"""

import difflib
import itertools
import pathlib
import re
import sys
import tarfile
import unicodedata

SOURCE = "rigour-2.6.1/rust/data/names/person_names.txt"
HERE = pathlib.Path(__file__).parent
HEADER = """\
# Known spellings of rarer names: each row holds words in Latin letters that stand for one name.
# Written by known_spellings_wikidata.py, which says what is left out; do not edit by hand.
#
# Origin: labels of name items of Wikidata (https://www.wikidata.org, CC0 1.0), in the collection
# of rigour 2.6.1 (https://pypi.org/project/rigour/2.6.1/, person_names.txt, MIT, (c) 2023-2025
# OpenSanctions Datenbanken GmbH), checked 2026-11-22. Licence of the rows: CC0 1.0. The notice
# that rigour asks for:
#
# Permission is hereby granted, free of charge, to any person obtaining a copy of this software
# and associated documentation files (the "Software"), to deal in the Software without
# restriction, including without limitation the rights to use, copy, modify, merge, publish,
# distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
# Software is furnished to do so, subject to the following conditions: The above copyright notice
# and this permission notice shall be included in all copies or substantial portions of the
# Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED,
# INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE
# AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
# DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
# OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""

def table(name):
    lines = (HERE / name).read_text(encoding="utf8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


LETTERS = {
    letter: result
    for line in table("fold.tsv")
    for result, letters in [line.split("\t")]
    for letter in letters
}
SOUNDS = {
    letter: sound
    for sound, letters in enumerate(["bpvfw", "cgkqxszj", "dt", "l", "mn", "r"], start=1)
    for letter in letters
}


def fold(text):
    folded = ""
    for letter in text.lower():
        if unicodedata.category(letter) not in ("Mn", "Cf", "Lm") and letter not in "'’‘´`":
            folded += LETTERS.get(letter, letter)
    return folded


def consonants(word):
    """As the crate's skeleton: what similarity of sound holds equal."""
    code = ""
    for letter in word.replace("ph", "f"):
        letter = {"w": "v", "c": "k", "q": "k", "x": "k", "z": "s"}.get(letter, letter)
        if letter not in "aeiouyhj" and not code.endswith(letter):
            code += letter
    return code


def sounds(word):
    """Coarser, in the manner of Soundex: what any language may make of a letter."""
    code = ""
    for letter in word:
        sound = str(SOUNDS.get(letter, ""))
        if sound and not code.endswith(sound):
            code += sound
    return code


def differ_by_one(one, other):
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    return one[start:] == other[start + 1 :] or one[start + 1 :] == other[start + 1 :]


def resemble(one, other):
    if is_feminine(one) != is_feminine(other):
        return False
    first, second = sounds(one), sounds(other)
    if first == second:
        return len(first) > 1 or one[0] == other[0]
    if max(len(first), len(second)) >= 3 and differ_by_one(first, second):
        return similarity(one, other) >= 0.4
    return similarity(one, other) >= 0.75


def is_found_anyway(one, other):
    code = consonants(one)
    return len(code) > 1 and code == consonants(other) or similarity(one, other) >= 0.8


def similarity(one, other):
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def is_feminine(word):
    return bool(re.search("[eiou][vw]n?[ay]$|ichna$|una$|anka$|ska$|ska[jy]a$", word))


def groups(words):
    """Words that resemble one another directly or by way of others."""
    found = []
    for word in sorted(words):
        near = [group for group in found if any(resemble(word, other) for other in group)]
        found = [group for group in found if group not in near]
        found.append(sorted({word}.union(*near)))
    return [group for group in found if len(group) > 1]


def is_one_sign(label):
    ideograph = "\u3400" <= label[0] <= "\u9fff" or "\uac00" <= label[0] <= "\ud7af"
    return ideograph and (len(label) == 1 or label[-1] in "姓氏")


def main(source):
    ours = [{fold(word) for word in line.split()} for line in table("known_spellings.txt")]
    no_names = {
        word
        for line in table("classes.txt") + table("legal_forms.txt")
        if not line.startswith(("title", "generation", "stop", "generic"))
        for word in fold(line).replace(":", ",").replace(",", " ").split()
    }
    rows = set()
    for line in source:
        labels, mark = line.strip().rsplit(" => ", 1)
        labels = [label.strip() for label in labels.split(",") if label.strip()]
        if mark.startswith("X") or any(is_one_sign(label) for label in labels):
            continue
        # Toki Pona writes `nimi` before a name and changes it beyond recognition.
        made = {word for label in labels if label.startswith("nimi ") for word in label.split()}
        words = {fold(label) for label in labels if not re.search("[¹²³⁴⁵⁶⁷⁸⁹ⁿ]", label)}
        words = {word for word in words - made - no_names if re.fullmatch("[a-z]{3,}", word)}
        for group in groups(words):
            if all(is_found_anyway(*pair) for pair in itertools.combinations(group, 2)):
                continue
            if not any(row.issuperset(group) for row in ours):
                rows.add(" ".join(group))
    print(HEADER, end="")
    print("\n".join(sorted(rows)))


if __name__ == "__main__":
    with tarfile.open(sys.argv[1]) as archive:
        main(line.decode() for line in archive.extractfile(SOURCE) if b" => " in line)
