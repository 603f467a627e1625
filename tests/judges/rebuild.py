"""rebuild.py OUT CODEBOOK COUNTRIES: the GDELT tables from the graph: what SPARQL finds in nquads.nq gives the columns
of events.tsv. CODEBOOK is cameo.ttl, for the codes of mirrored rows; COUNTRIES the tables' names of FIPS countries."""
import csv
import datetime
import hashlib
import sys
import unicodedata
from collections import defaultdict

import pyoxigraph

TELLINGS = """
PREFIX gaf: <http://groundedannotationframework.org/gaf#>
PREFIX ng: <https://nutgraf.invalid/ns#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
SELECT DISTINCT * {
  ?event a sem:Event ; gaf:denotedBy ?mention ; ng:cameoCode ?code ; ng:cameoBase ?base ; ng:cameoRoot ?root ;
    ng:quadClass ?quad ; ng:goldstein ?goldstein ; ng:eventKey ?key .
  ?mention ng:cameoCode ?told ; ng:mode ?mode ; ng:triggerSpan/nif:beginIndex ?begin .
  # Another version of the article may state other dates.
  GRAPH ?version {
    ?mention schema:isPartOf ?article
    OPTIONAL { ?article schema:datePublished ?published }
    OPTIONAL { ?article schema:dateModified ?modified }
    OPTIONAL { ?article schema:dateCreated ?filed }
  }
  FILTER(?mode NOT IN ("negated", "hypothetical"))
  OPTIONAL { ?event sem:hasTimeStamp ?day }
  OPTIONAL { ?event schema:identifier ?id }
  OPTIONAL { ?mention ng:reciprocal ?reciprocal }
  OPTIONAL { ?event ng:mirrorIdentifier ?mirror }
  OPTIONAL { ?event schema:agent/ng:cameoActor ?agent }
  OPTIONAL { ?event schema:object/ng:cameoActor ?object }
  OPTIONAL { ?mention ng:source ?s . ?s schema:name ?source OPTIONAL { ?s ng:cameoActor ?source_code } }
  OPTIONAL { ?mention ng:target ?t . ?t schema:name ?target OPTIONAL { ?t ng:cameoActor ?target_code } }
  OPTIONAL { ?event schema:location ?place . ?place schema:name ?place_name ; schema:latitude ?lat ; schema:longitude ?long .
    OPTIONAL { ?place ng:fips ?fips }
    OPTIONAL { ?place schema:containedInPlace ?in . ?in schema:name ?in_name ; ng:fips ?in_fips
      OPTIONAL { ?in schema:containedInPlace ?over . ?over schema:name ?over_name ; ng:fips ?over_fips } } }
}
"""


def bears(name, code, key):
    """Whether the actor of a key is the one of that name and code: where the code names nobody, the key has the name."""
    return key == code or key == f"{code}|{' '.join(name.lower().split())}"


def last_day(text):
    """The last day of a date of any precision."""
    parts = [int(part) for part in text[:10].split("-")]
    if len(parts) == 3:
        return datetime.date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else 12
    return datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)


def moment(text):
    """Publication in UTC; the last quarter hour of the day where no instant is stated."""
    stamp = text.replace("Z", "+00:00")
    try:
        at = datetime.datetime.fromisoformat(stamp)
        if "T" in stamp and at.tzinfo:
            return at.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    except ValueError:
        pass
    return datetime.datetime.combine(last_day(text), datetime.time(23, 45))


def quarter(at):
    seconds = int((at - datetime.datetime(1, 1, 1)).total_seconds())
    return datetime.datetime(1, 1, 1) + datetime.timedelta(seconds=-(-seconds // 900) * 900)


def number_of(fields):
    """The row's number by its key: needed where a telling has no date of its own and is tabled under its article's."""
    hash_ = hashlib.sha256(b"v1\0row\0")
    for field in fields:
        field = unicodedata.normalize("NFC", field).encode()
        hash_.update(len(field).to_bytes(8, "big") + field)
    return 2**52 + (int.from_bytes(hash_.digest()[:8], "big") >> 12)


class Telling:
    def __init__(self, solution, names):
        for name in names:
            term = solution[name]
            setattr(self, name, "" if term is None else term.value)
        self.at = moment(self.published or self.modified or self.filed)
        self.sources, self.targets = {self.source.upper()}, {self.target.upper()}
        self.place_names = {self.place_name}
        self.date, self.one, self.two, _, self.place_key = self.key.split(";")
        # The event has the pair of a reciprocal act in the order of its keys; the telling as it was told.
        other_way = not bears(self.source, self.source_code, self.one) and bears(self.target, self.target_code, self.one)
        self.swapped = self.told != self.code or (self.one != self.two and other_way)

    def merge(self, other):
        """The same telling again, under another name of an actor."""
        self.sources |= other.sources
        self.targets |= other.targets
        self.place_names |= other.place_names

    def order(self):
        return (self.at, self.article.rsplit("/", 1)[1], int(self.begin), self.mention.rsplit("/", 1)[1])

    def country(self):
        return self.over_fips or (self.in_fips if len(self.in_fips) == 2 else "") or self.fips[:2]

    def exactness(self):
        return 0 if not self.place else 1 if len(self.fips) == 2 else 2

    def geo(self, countries):
        """FullName (place, division and country as the tables call it), Lat, Long; nothing outside the tables' countries."""
        if self.country() not in countries:
            return ["", "", ""]
        country, divisions = countries[self.country()]
        own, division = self.place_names, {self.in_name if len(self.in_fips) == 4 else ""}
        is_city = "/" in self.place_key
        adm1 = self.place_key.split("/")[1] if is_city else self.place_key
        if adm1[2:] not in divisions and "00" in divisions:
            adm1 = self.country() + "00"
        if adm1[2:] not in divisions or (adm1.endswith("00") and not is_city):
            # The country, or what lies nowhere in particular of it.
            own, division = {""}, {""}
        elif adm1.endswith("00"):
            division = {f"{country} (general)"}
        elif not is_city:
            # A division lies in itself.
            division = {""} if adm1.startswith("US") else own
        names = {", ".join(part for part in (name, part_of, country) if part) for name in own for part_of in division}
        return [names, str(float(self.lat)), str(float(self.long))]


class Entry:
    """A telling as it counts for a row: with its actors as the event has them, or the other way round."""

    def __init__(self, telling, mirrored, codebook):
        self.telling, self.mirrored = telling, mirrored
        self.act = codebook.cells(telling.code, mirrored)
        self.one, self.two = (telling.two, telling.one) if mirrored else (telling.one, telling.two)
        self.codes = [telling.object, telling.agent] if mirrored else [telling.agent, telling.object]
        # The row has the actors in this order, the sentence the other way round or not.
        turned = telling.swapped != mirrored
        self.names = [telling.targets, telling.sources] if turned else [telling.sources, telling.targets]
        self.date = telling.date or quarter(telling.at).date().isoformat()
        self.number = telling.mirror if mirrored and telling.mirror else telling.id
        if not telling.date or (mirrored and not telling.mirror and self.act[0] != full(telling.code)):
            self.number = ""

    def pair(self):
        return self.date, self.one, self.two, self.act[0]

    def order(self):
        return (*self.telling.order(), self.mirrored)


def groups(entries):
    """Entries of a pair that are one row: those that are less exactly placed join the one event that they can mean."""
    places = defaultdict(list)
    for entry in entries:
        places[entry.telling.place_key].append(entry)
    rules = [
        (1, lambda vague, exact: exact.exactness() == 2 and vague.country() == exact.country()),
        (0, lambda vague, exact: exact.exactness() > 0),
    ]
    for exactness, may_mean in rules:
        for key in sorted(key for key, group in places.items() if group[0].telling.exactness() == exactness):
            vague = places[key][0].telling
            meant = [other for other, group in places.items() if other != key and may_mean(vague, group[0].telling)]
            if len(meant) == 1:
                places[meant[0]] += places.pop(key)
    for key, group in places.items():
        once = {}
        for entry in sorted(group, key=Entry.order):
            once.setdefault(entry.telling.mention, entry)
        yield key, list(once.values())


def full(code):
    return code + "0" if len(code) < 3 else code


class Codebook:
    """What the CAMEO scheme says of codes, and of those of mirrored rows."""

    def __init__(self, path):
        ng, skos = "https://nutgraf.invalid/ns#", "http://www.w3.org/2004/02/skos/core#"
        store = pyoxigraph.Store()
        store.load(open(path, "rb").read(), format=pyoxigraph.RdfFormat.TURTLE)
        query = f"""SELECT ?code ?quad ?goldstein ?mirror {{ ?c <{skos}notation> ?code ; <{ng}quadClass> ?quad ;
            <{ng}goldstein> ?goldstein OPTIONAL {{ ?c <{ng}mirror>/<{skos}notation> ?mirror }} }}"""
        self.codes = {s["code"].value: s for s in store.query(query)}

    def cells(self, code, mirrored):
        """EventCode, EventBaseCode, EventRootCode, QuadClass, GoldsteinScale."""
        if mirrored and self.codes[code]["mirror"]:
            code = self.codes[code]["mirror"].value
        known = self.codes[code]
        code = full(code)
        return [code, code[:3], code[:2], known["quad"].value, str(float(known["goldstein"].value))]


def row(key, group, countries):
    first = group[0]
    telling = first.telling
    placed = next((entry for entry in group if entry.telling.place_key == key and entry.telling.place), None)
    added = quarter(telling.at).date()
    day = min(last_day(telling.day), added) if telling.day else added
    if not first.mirrored:
        said = [full(telling.code), telling.base, telling.root, telling.quad, str(float(telling.goldstein))]
        assert said == first.act, f"{telling.event}: {said}, and the codebook has {first.act}"
    number = (placed or first).number or str(number_of([first.date, first.one, first.two, first.act[0], key]))
    return [
        number, day.strftime("%Y%m%d"), first.codes[0], first.names[0], first.codes[1], first.names[1],
        *first.act, str(len(group)), str(len({entry.telling.article for entry in group})),
        *(placed.telling.geo(countries) if placed else ["", "", ""]),
    ]


NAMES = ("GLOBALEVENTID SQLDATE Actor1Code Actor1Name Actor2Code Actor2Name EventCode EventBaseCode EventRootCode QuadClass "
         "GoldsteinScale NumMentions NumArticles ActionGeo_FullName ActionGeo_Lat ActionGeo_Long").split()
COLUMNS = [0, 1, 5, 6, 15, 16, 26, 27, 28, 29, 30, 31, 33, 52, 56, 57]


def of_tables(path):
    for cells in csv.reader(open(path, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        picked = [cells[at] for at in COLUMNS]
        for at in (10, 14, 15):
            picked[at] = picked[at] and str(float(picked[at]))
        yield picked


def of_graph(path, codebook, countries):
    store = pyoxigraph.Store()
    store.load(open(path, "rb").read(), format=pyoxigraph.RdfFormat.N_QUADS)
    solutions = store.query(TELLINGS, use_default_graph_as_union=True)
    names = [variable.value for variable in solutions.variables]
    tellings = {}
    for solution in solutions:
        # An article without a date gives no rows.
        if solution["published"] or solution["modified"] or solution["filed"]:
            telling = Telling(solution, names)
            tellings.setdefault((telling.event, telling.mention), telling).merge(telling)
    pairs = defaultdict(list)
    for telling in tellings.values():
        for mirrored in (False, True) if telling.reciprocal else (False,):
            entry = Entry(telling, mirrored, codebook)
            pairs[entry.pair()].append(entry)
    for entries in pairs.values():
        for key, group in groups(entries):
            yield row(key, group, countries)


def main(out, codebook, countries):
    rows = csv.reader((line for line in open(countries, encoding="utf-8") if not line.startswith("#")), delimiter="\t")
    countries = {cells[0]: (cells[1], cells[2].split()) for cells in rows}
    tables, graph = list(of_tables(f"{out}/events.tsv")), list(of_graph(f"{out}/nquads.nq", Codebook(codebook), countries))
    ours, theirs = {r[0]: r for r in tables}, {r[0]: r for r in graph}
    faults = [f"row {number} only in the tables: {ours[number]}" for number in sorted(ours.keys() - theirs.keys())]
    faults += [f"row {number} only in the graph: {theirs[number]}" for number in sorted(theirs.keys() - ours.keys())]
    for number in sorted(ours.keys() & theirs.keys()):
        for name, table, rebuilt in zip(NAMES, ours[number], theirs[number]):
            # A state or a place has every name that was used of it; the row has one of them.
            if table not in rebuilt if isinstance(rebuilt, set) else table != rebuilt:
                faults.append(f"row {number}, {name}: {table!r} in the tables, {rebuilt!r} from the graph")
    assert not faults, "\n".join(faults[:50])
    assert len(graph) == len(tables), f"{len(graph)} rows from the graph, {len(tables)} in the tables"
    print(f"rebuild: {len(tables)} rows of events.tsv, {len(COLUMNS)} columns each, rebuilt from the graph by SPARQL")


main(*sys.argv[1:])
