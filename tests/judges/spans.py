"""spans.py OUT: every stretch that the graph speaks of is, code point by code point, the words of its article."""
import hashlib
import json
import sys

import pyoxigraph

SPANS = """
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX schema: <https://schema.org/>
SELECT ?span ?sha256 ?begin ?end ?words {
  ?span nif:anchorOf ?words ; nif:beginIndex ?begin ; nif:endIndex ?end ; nif:referenceContext/schema:sha256 ?sha256 .
}
"""


def main(out):
    texts = {}
    for line in open(f"{out}/articles.jsonl", encoding="utf-8"):
        text = json.loads(line)["text"]
        texts[hashlib.sha256(text.encode()).hexdigest()] = text
    store = pyoxigraph.Store()
    store.load(open(f"{out}/nquads.nq", "rb").read(), format=pyoxigraph.RdfFormat.N_QUADS)
    faults, count, beyond = [], 0, 0
    for span in store.query(SPANS, use_default_graph_as_union=True):
        text = texts[span["sha256"].value]
        begin, end = int(span["begin"].value), int(span["end"].value)
        if text[begin:end] != span["words"].value or not span["span"].value.endswith(f"#char={begin},{end}"):
            faults.append(f"{span['span'].value}: {span['words'].value!r}, and the text has {text[begin:end]!r}")
        count += 1
        # Offsets in UTF-16 or bytes would differ from here on.
        beyond += any(ord(c) > 0xFFFF for c in text[:begin])
    assert not faults, "\n".join(faults[:50])
    assert count, "the graph speaks of no words"
    print(f"spans: {count} are the words of their articles, {beyond} of them behind a character beyond U+FFFF")


main(*sys.argv[1:])
