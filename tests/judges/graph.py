"""graph.py NQUADS SHAPES…: our N-Quads in two RDF stores and a SHACL engine that know nothing of us."""
import sys

import pyoxigraph
import pyshacl
import rdflib


def main(quads_path, *shapes_paths):
    data = open(quads_path, "rb").read()
    store = pyoxigraph.Store()
    store.load(data, format=pyoxigraph.RdfFormat.N_QUADS)
    once = len(store)
    store.load(data, format=pyoxigraph.RdfFormat.N_QUADS)
    assert len(store) == once, f"loaded twice: {once} quads become {len(store)}"
    blank = [q for q in store if any(isinstance(t, pyoxigraph.BlankNode) for t in (q.subject, q.object, q.graph_name))]
    assert not blank, f"blank nodes: {blank[:3]}"

    dataset = rdflib.Dataset()
    dataset.parse(data=data.decode(), format="nquads")
    same = sum(1 for _ in dataset.quads((None, None, None, None)))
    assert same == once, f"RDFLib counts {same} quads, Oxigraph {once}"

    flat = rdflib.Graph()
    for s, p, o, _ in dataset.quads((None, None, None, None)):
        flat.add((s, p, o))
    shapes = rdflib.Graph()
    for path in shapes_paths:
        shapes.parse(path, format="turtle")
    conforms, _, text = pyshacl.validate(flat, shacl_graph=shapes, advanced=False, inference="none")
    assert conforms, text[:4000]
    for typed in ("https://schema.org/NewsArticle", "http://semanticweb.cs.vu.nl/2009/11/sem/Event"):
        count = sum(1 for _ in flat.subjects(rdflib.RDF.type, rdflib.URIRef(typed)))
        assert count, f"no {typed} in the graph"
    print(f"graph: {once} quads load twice as once, no blank node, SHACL conforms ({len(flat)} triples)")


main(*sys.argv[1:])
