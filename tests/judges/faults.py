"""faults.py NUTGRAF NQUADS SHAPES…: each of the faults below, planted alone in a good graph, is rejected by a SHACL engine
that holds it against SHAPES and, but for those that need an engine, by `nutgraf validate`."""
import re
import subprocess
import sys
import tempfile

import pyshacl
import rdflib

XSD = "http://www.w3.org/2001/XMLSchema#"

# What is planted; the line that it replaces, as a pattern; the line or lines instead; whether it needs an engine.
FAULTS = [
    ("a date that no filter compares", rf'(.*/datePublished> "[^"]*")\^\^<{XSD}date(?:Time)?>(.*)', r"\1\2", False),
    ("a code that lost its zero", rf'(.*/event/.*ns#cameoCode> )"0(\d+)"(.*)', rf'\1"\2"^^<{XSD}integer>\3', False),
    ("a root that is not the code's", r'(.*ns#cameoRoot> )"\d\d"(.*)', r'\1"20"\2', False),
    ("an event that no text tells", r".*gaf#denotedBy>.*", "", False),
    ("an event without actors", r".*/event/[^>]*> <https://schema.org/(?:agent|object)>.*", None, False),
    ("an event on two days", r'(.*hasTimeStamp> )"[^"]*"(\^\^<[^>]*#date>.*)', r'\g<0>\n\1"1901-01-01"\2', False),
    ("more than certain", r'(.*ns#confidence> )"[^"]*"(.*)', r'\1"1.3"\2', False),
    ("a mode that is none", r'(.*ns#mode> )"[^"]*"(.*)', r'\1"sworn"\2', False),
    ("a telling without its sentence", r".*/m/[^>]*> <http://www.w3.org/ns/prov#wasDerivedFrom>.*", "", False),
    ("an offset that is not the address's", r'(.*#char=[^>]*> <[^>]*endIndex> )"(\d+)"(.*)', r'\1"\g<2>0"\3', False),
    ("words that are not in the text", r'(.*anchorOf> ")\w(.*)', r"\1#\2", False),
    ("a node that doubles", r"(.*/event/[^>]*> <https://schema.org/agent> )<[^>]*>(.*)", r"\1_:b\2", False),
    ("a page of Wikidata instead of the item", r"(.*sameAs> <)http://www.wikidata.org/entity/(.*)", r"\1https://www.wikidata.org/wiki/\2", False),
    ("a place beyond the pole", r'(.*/latitude> )"[^"]*"(.*)', r'\1"90.5"\2', False),
    ("a text without its hash", r".*/v/[^>]*> <https://schema.org/sha256>.*", "", False),
    ("a telling in what is no article", r"(.*/m/[^>]*> <https://schema.org/isPartOf> )<[^>]*>(.*)", r"\1<https://a.example/x>\2", True),
]


def plant(lines, pattern, instead):
    """The first line that fits is replaced; all that fit go where there is nothing instead."""
    fit = re.compile(pattern + "$")
    at = [number for number, line in enumerate(lines) if fit.match(line)]
    assert at, f"no line fits {pattern}"
    if instead is None:
        return [line for line in lines if not fit.match(line)]
    return lines[: at[0]] + fit.sub(instead, lines[at[0]]).split("\n") + lines[at[0] + 1 :]


def conforms(lines, shapes):
    flat = rdflib.Graph()
    dataset = rdflib.Dataset()
    dataset.parse(data="\n".join(lines), format="nquads")
    for s, p, o, _ in dataset.quads((None, None, None, None)):
        flat.add((s, p, o))
    return pyshacl.validate(flat, shacl_graph=shapes, inference="none")[0]


def is_valid(nutgraf, lines):
    with tempfile.NamedTemporaryFile("w", suffix=".nq", encoding="utf-8") as file:
        file.write("\n".join(line for line in lines if line) + "\n")
        file.flush()
        status = subprocess.run([nutgraf, "validate", file.name], capture_output=True).returncode
    assert status in (0, 1), f"validate ends with {status}"
    return status == 0


def main(nutgraf, quads, *paths):
    lines = open(quads, encoding="utf-8").read().splitlines()
    shapes = rdflib.Graph()
    for path in paths:
        shapes.parse(path, format="turtle")
    assert conforms(lines, shapes) and is_valid(nutgraf, lines), "the graph is not good to begin with"
    missed = []
    for name, pattern, instead, needs_engine in FAULTS:
        bad = plant(lines, pattern, instead)
        if conforms(bad, shapes):
            missed.append(f"the SHACL engine takes {name}")
        if is_valid(nutgraf, bad) != needs_engine:
            missed.append(f"validate {'rejects' if needs_engine else 'takes'} {name}")
    assert not missed, "\n".join(missed)
    alone = sum(1 for *_, needs_engine in FAULTS if not needs_engine)
    print(f"faults: {len(FAULTS)} planted one by one, each rejected by the SHACL engine, {alone} by validate")


main(*sys.argv[1:])
