"""documents.py OUT: graph.jsonl, expanded by two JSON-LD processors, says what nquads.nq says."""
import json
import sys

import pyld
import pyoxigraph


def quads(data, format):
    store = pyoxigraph.Store()
    store.load(data, format=format)
    return set(store)


def main(out):
    wanted = quads(open(f"{out}/nquads.nq", "rb").read(), pyoxigraph.RdfFormat.N_QUADS)
    lines = open(f"{out}/graph.jsonl", encoding="utf-8").read().splitlines()
    by_oxigraph, by_pyld = set(), set()
    for line in lines:
        by_oxigraph |= quads(line.encode(), pyoxigraph.RdfFormat.JSON_LD)
        document = json.loads(line)
        written = pyld.jsonld.to_rdf(document, {"format": "application/n-quads", "useNativeTypes": False})
        by_pyld |= quads(written.encode(), pyoxigraph.RdfFormat.N_QUADS)
    for name, found in (("oxjsonld", by_oxigraph), ("pyld", by_pyld)):
        assert found == wanted, f"{name}: {len(found - wanted)} quads too many, {len(wanted - found)} too few: {list(found ^ wanted)[:4]}"
    print(f"documents: {len(lines)} JSON-LD documents say the {len(wanted)} quads of the N-Quads, by oxjsonld and by pyld")


main(*sys.argv[1:])
