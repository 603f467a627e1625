"""questions.py PAGE OUT [--mark]: the questions of a documentation page, asked of four stores that hold the same output of `convert`.

PAGE is Markdown: a heading `### N. …` per question with a block of SPARQL, Cypher and SQL each, and a table of answers
by hand whose last column is ✓ (found), – (missed) or ✗ (found but wrong). Fails when stores differ, or a mark does not
hold; --mark writes the marks as they are now: read the difference before you commit it."""
import os
import re
import sys
import tempfile

import duckdb
import ladybug
import pyoxigraph
import rdflib

FOUND, MISSED, WRONG = "✓", "–", "✗"


def blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.S | re.M)


def rows_of(table):
    """Cells of each answer, and its mark."""
    lines = [line.strip().strip("|").split("|") for line in table.strip().splitlines()[2:]]
    return [([cell.strip() for cell in cells[:-1]], cells[-1].strip()) for cells in lines]


class Page:
    def __init__(self, text):
        parts = re.split(r"(?m)^(?=### \d+\. )", text)
        self.head, self.questions = parts[0], parts[1:]
        self.prefixes = next(block for block in blocks(self.head, "sparql") if block.startswith("# prefixes"))
        self.load = next(block for block in blocks(self.head, "sql") if block.startswith("-- load"))


def table_of(question):
    return re.search(r"(?m)^\|.*\n\|(?:---\|)+\n(?:\|.*\n?)*", question).group(0)


class Stores:
    """One output in every store."""

    def __init__(self, page, out):
        quads = open(f"{out}/nquads.nq", "rb").read()
        self.prefixes = page.prefixes
        self.oxigraph = pyoxigraph.Store()
        self.oxigraph.load(quads, format=pyoxigraph.RdfFormat.N_QUADS)
        self.rdflib = rdflib.Graph()
        self.rdflib.parse(data=open(f"{out}/ntriples.nt", encoding="utf-8").read(), format="nt")
        self.scratch = tempfile.TemporaryDirectory()
        home = os.getcwd()
        os.chdir(out)
        self.duckdb = duckdb.connect()
        self.duckdb.execute(page.load)
        os.chdir("ladybug")
        self.ladybug = ladybug.Connection(ladybug.Database(f"{self.scratch.name}/store.lbug"))
        self.run("schema.cypher")
        once = self.counts()
        self.run("load.cypher")
        assert self.counts() == once, f"LadybugDB: {once} nodes and relationships become {self.counts()} when merged again"
        os.chdir(home)

    def run(self, script):
        for statement in filter(str.strip, open(script, encoding="utf-8").read().split(";\n")):
            self.ladybug.execute(statement)

    def counts(self):
        return [self.ladybug.execute(f"MATCH {what} RETURN count(*)").get_all() for what in ("(n)", "()-[r]->()")]

    def answers(self, question):
        sparql, cypher, sql = (blocks(question, language)[0] for language in ("sparql", "cypher", "sql"))
        values = lambda solution: tuple(getattr(term, "value", term) for term in solution)
        found = self.oxigraph.query(self.prefixes + sparql, use_default_graph_as_union=True)
        return {
            "Oxigraph": {values(solution) for solution in found},
            "RDFLib": {tuple(str(term) for term in row) for row in self.rdflib.query(self.prefixes + sparql)},
            "LadybugDB": {tuple(str(cell) for cell in row) for row in self.ladybug.execute(cypher).get_all()},
            "DuckDB": {tuple(str(cell) for cell in row) for row in self.duckdb.execute(sql).fetchall()},
        }


def judge(question, stores):
    """Marks that do not hold, the question with the marks as they are, and these marks."""
    title = question.split("\n", 1)[0]
    answers = stores.answers(question)
    faults = []
    ours = answers["Oxigraph"]
    for name, theirs in answers.items():
        assert theirs == ours, f"{title}: {name} has besides {sorted(theirs - ours)} and lacks {sorted(ours - theirs)}"
    table = table_of(question)
    head = table.splitlines()[:2]
    truth = [(cells, mark) for cells, mark in rows_of(table) if mark != WRONG]
    wrong = {tuple(cells) for cells, mark in rows_of(table) if mark == WRONG}
    lines = []
    for cells, mark in truth:
        now = FOUND if tuple(cells) in ours else MISSED
        if mark != now:
            faults.append(f"{title}: {cells} is marked {mark!r} and is {now}")
        lines.append(cells + [now])
    extra = ours - {tuple(cells) for cells, _ in truth}
    faults += [f"{title}: {row} is no answer of the table" for row in sorted(extra - wrong)]
    faults += [f"{title}: {row} is marked {WRONG} and not found any more" for row in sorted(wrong - extra)]
    lines += [list(row) + [WRONG] for row in sorted(extra)]
    marked = "\n".join(head + ["| " + " | ".join(cells) + " |" for cells in lines]) + "\n"
    return faults, question.replace(table, marked), [cells[-1] for cells in lines]


def main(path, out, mark=None):
    text = open(path, encoding="utf-8").read()
    page = Page(text)
    stores = Stores(page, out)
    faults, marked, marks = [], page.head, []
    for question in page.questions:
        wrong, as_it_is, here = judge(question, stores)
        faults += wrong
        marked += as_it_is
        marks += here
    if mark == "--mark":
        open(path, "w", encoding="utf-8").write(marked)
    else:
        assert not faults, "\n".join(faults) + f"\n`questions.py {path} {out} --mark` sets the marks anew"
    found = {sign: marks.count(sign) for sign in (FOUND, MISSED, WRONG)}
    print(f"questions: {len(page.questions)} asked of four stores, same answers; {found}")


main(*sys.argv[1:])
