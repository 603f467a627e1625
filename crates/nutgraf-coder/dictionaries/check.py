#!/usr/bin/env python3
"""Checks the dictionaries of names and places: `python3 check.py [CODES] [REIGN.csv] [PETRARCH.actors.txt]`.

Without arguments: columns, dates, duplicates, overlapping offices, homonyms, coordinates.
CODES: a folder with GDELT's lists (cameo_country.tsv, cameo_type.tsv, cameo_knowngroup.tsv, cameo_religion.tsv,
cameo_ethnic.tsv, fips_country.tsv, fips_adm1.tsv): every code must be in one of them.
REIGN: leaders of states by month; heads of state and government that begin or end more than two months apart are shown.
PETRARCH: an actors file; people of the same name whose country differs are shown.
Exits with 1 when a rule is broken; what REIGN and PETRARCH show is for a reader to judge.
"""
import collections
import csv
import math
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent / "en"
DATES = re.compile(r"^(-|(\d{4}(-\d\d(-\d\d)?)?)?\.\.(\d{4}(-\d\d(-\d\d)?)?)?)$")
TYPES = {"person", "organization", "group", "metonym"}
KINDS = {"city", "town", "capital", "adm1", "region", "sea", "strait", "river", "mountain", "island", "site"}
# Codes that GDELT's list lacks and the dictionaries use: former states, and Kosovo as the World Bank codes it.
EXTRA = {"KSV", "SUN", "CSK", "YUG", "SCG", "DDR", "YMD", "REL", "CUW", "SXM", "GGY", "JEY", "BLM", "MAF", "CXR", "CCK"}
faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


def rows(path, columns):
    """The lines of a file with their numbers, without comments."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        where = f"{path.relative_to(HERE)}:{number}"
        if len(cells) != columns:
            fault(where, f"{len(cells)} columns where {columns} are wanted")
            continue
        if any(c != c.strip() or not c for c in cells):
            fault(where, "an empty column or a stray space; write - for an empty column")
        yield where, cells


def names(cell):
    return [] if cell == "-" else cell.split(" | ")


def bounds(dates):
    if dates == "-":
        return "", "9999"
    first, last = dates.split("..")
    return first, (last + "-99" if last else "9999")


def table(folder, name, column):
    with open(folder / name, encoding="utf-8") as file:
        return {row[column] for row in csv.DictReader(file, delimiter="\t")}


def known_codes(folder):
    codes = set(EXTRA)
    for name in ("country", "type", "knowngroup", "religion", "ethnic"):
        codes |= {code.upper() for code in table(folder, f"cameo_{name}.tsv", "code")}
    return codes


def check_code(where, code, codes):
    if len(code) % 3 or not 3 <= len(code) <= 15:
        fault(where, f"code {code} is not one to five trigrams")
    elif codes:
        for i in range(0, len(code), 3):
            if code[i : i + 3].upper() not in codes:
                fault(where, f"trigram {code[i:i + 3]} is in no list")


def check_dates(where, dates):
    if not DATES.match(dates):
        fault(where, f"dates {dates} are not FROM..TO")
    elif dates != "-":
        first, last = bounds(dates)
        if first > last:
            fault(where, f"dates {dates} run backwards")


def check_place(where, latitude, longitude):
    if (latitude, longitude) == ("-", "-"):
        return
    if not (re.match(r"^-?\d+\.\d\d$", latitude) and re.match(r"^-?\d+\.\d\d$", longitude)):
        fault(where, "coordinates want two decimals")
    elif abs(float(latitude)) > 90 or abs(float(longitude)) > 180:
        fault(where, "coordinates off the globe")


def countries(codes, fips):
    seen = collections.defaultdict(list)
    for where, (name, adjectives, code, iso2, fips_code, _, latitude, longitude, _, dates) in rows(HERE / "countries.tsv", 10):
        check_code(where, code, codes)
        check_dates(where, dates)
        check_place(where, latitude, longitude)
        if fips and fips_code != "-" and fips_code not in fips:
            fault(where, f"FIPS {fips_code} is not in the list")
        for word in set(names(name) + names(adjectives)):
            seen[word].append((where, code, dates))
    for word, places in seen.items():
        overlapping(word, places)
    return seen


def overlapping(word, entries):
    for i, (where, code, dates) in enumerate(entries):
        for other, other_code, other_dates in entries[:i]:
            first, last = bounds(dates)
            other_first, other_last = bounds(other_dates)
            if code != other_code and first < other_last and other_first < last:
                fault(where, f'"{word}" is {code} here and {other_code} at {other} in the same time')


def actors(codes, states):
    """People may share a name; organisations and groups may not, and no one holds an office twice at a time."""
    seen, offices, canonical = collections.defaultdict(list), collections.defaultdict(list), collections.defaultdict(set)
    for path in sorted((HERE / "actors").glob("*.tsv")):
        for where, (name, kind, code, dates, what, wikidata) in rows(path, 6):
            check_code(where, code, codes)
            check_dates(where, dates)
            if kind not in TYPES:
                fault(where, f"type {kind} is unknown")
            if not re.match(r"^(-|Q\d+)$", wikidata):
                fault(where, f"Wikidata {wikidata}")
            if len(names(name)) != len(set(names(name))):
                fault(where, "a name is listed twice")
            for word in names(name):
                if kind != "person":
                    seen[word].append((where, code, dates))
                canonical[word].add((names(name)[0], code[:3]))
                if word in states:
                    fault(where, f'"{word}" is a state, or its people, at {states[word][0][0]}')
            if kind == "person":
                first, last = bounds(dates)
                for other, other_first, other_last in offices[names(name)[0], what, code]:
                    if first < other_last and other_first < last:
                        fault(where, f"{names(name)[0]} is {what} twice at a time, see {other}")
                offices[names(name)[0], what, code].append((where, first, last))
    for word, entries in seen.items():
        overlapping(word, entries)
    return canonical


def agents():
    seen = {}
    for where, (phrases, _, kind, example) in rows(HERE / "agents.tsv", 4):
        if kind not in TYPES or " = " not in example:
            fault(where, "type or example")
        for phrase in names(phrases):
            if phrase.lower() in seen:
                fault(where, f'"{phrase}" stands at {seen[phrase.lower()]} too')
            seen[phrase.lower()] = where


def places(fips, divisions):
    seen = {}
    for path in sorted((HERE / "places").glob("*.tsv")):
        for where, (name, kind, iso2, adm1, latitude, longitude, weight) in rows(path, 7):
            check_place(where, latitude, longitude)
            if kind not in KINDS or not re.match(r"^[1-9]$", weight) or not re.match(r"^([A-Z]{2}|-)$", iso2):
                fault(where, "kind, weight or ISO2")
            if divisions and adm1 != "-" and adm1 not in divisions:
                fault(where, f"ADM1 {adm1} is not in the list")
            key = (names(name)[0], iso2, adm1, kind)
            if key in seen:
                fault(where, f"stands at {seen[key]} too")
            seen[key] = where
    return len(seen)


def fold(text):
    import unicodedata

    return re.sub(r"[^a-z ]", "", unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("-", " "))


def petrarch(path):
    """Full names that PETRARCH gives to another country than we do."""
    ours = collections.defaultdict(set)
    for file in sorted((HERE / "actors").glob("leaders-*.tsv")):
        for _, (name, _, code, _, _, _) in rows(file, 6):
            for word in names(name):
                if " " in word:
                    ours[fold(word)].add(code[:3])
    pending, found, differ = [], 0, []
    for line in open(path, encoding="utf-8", errors="replace"):
        line = line.split(";")[0].split("#")[0].strip()
        codes = re.findall(r"\[([A-Z]{3})", line)
        name = fold(re.sub(r"\[.*", "", line).lstrip("+").replace("_", " ")).strip()
        if line and not line.startswith(("+", "[")):
            pending = []
        if name:
            pending.append(name)
        for code in codes:
            for name in pending:
                if name in ours:
                    found += 1
                    if code not in ours[name] and {"ROU": "ROM", "MNE": "MTN", "TLS": "TMP"}.get(code) not in ours[name]:
                        differ.append(f"{name}: {code}, ours {sorted(ours[name])}")
    print(f"PETRARCH: {found} lines of people we know too, {len(differ)} with another country")
    for line in sorted(set(differ)):
        print("  ", line)


def reign(path):
    """Heads by surname: the nearest beginning and end among the offices of that surname and country."""
    heads = {"president", "prime minister", "chancellor", "king", "emir", "sultan", "supreme leader", "general secretary", "military ruler", "head of state", "leader"}
    ours = collections.defaultdict(list)
    for file in sorted((HERE / "actors").glob("leaders-*.tsv")):
        for _, (name, _, _, dates, what, _) in rows(file, 6):
            if what in heads and dates != "-":
                first, last = dates.split("..")
                for surname in {fold(word).split()[-1] for word in names(name) if fold(word).split()}:
                    ours[surname].append((months(first), months(last)))
    same = other = 0
    for row in csv.DictReader(open(path, encoding="latin-1")):
        surname = (fold(row["leader"]).split() or [""])[-1]
        if not row["eyear"].isdigit() or int(row["eyear"]) < 1990 or surname not in ours:
            continue
        begin = int(row["syear"]) * 12 + int(row["smonth"])
        if min(abs((first or begin) - begin) for first, _ in ours[surname]) <= 2:
            same += 1
        else:
            other += 1
    print(f"REIGN: {same} leaders begin in our months, {other} do not")


def months(date):
    parts = date.split("-")
    return int(parts[0]) * 12 + int(parts[1] if len(parts) > 1 else 1) if parts[0] else None


def main(arguments):
    codes = fips = divisions = None
    if arguments:
        folder = pathlib.Path(arguments[0])
        codes, fips = known_codes(folder), table(folder, "fips_country.tsv", "fips")
        divisions = table(folder, "fips_adm1.tsv", "adm1")
    states = countries(codes, fips)
    canonical = actors(codes, states)
    agents()
    count = places(fips, divisions)
    homonyms = {w: c for w, c in canonical.items() if len({n for n, _ in c}) > 1 and " " in w}
    print(f"{len(canonical)} names of actors, {count} places, {len(homonyms)} full names that two actors share:")
    for word in sorted(homonyms):
        print("  ", word, sorted(homonyms[word]))
    if len(arguments) > 1:
        reign(arguments[1])
    if len(arguments) > 2:
        petrarch(arguments[2])
    for line in faults:
        print(line)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
