"""tables.py DIR: our GDELT tables in DuckDB: columns, joins and counts."""
import sys

import duckdb


def read(path, columns):
    names = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(columns))
    return f"read_csv('{path}', delim='\t', header=false, quote='', escape='', columns={{{names}}})"


def main(directory):
    db = duckdb.connect()
    db.execute(f"create table events as select * from {read(directory + '/events.tsv', 61)}")
    db.execute(f"create table mentions as select * from {read(directory + '/mentions.tsv', 16)}")
    one = lambda sql: db.execute(sql).fetchone()[0]
    events, mentions = one("select count(*) from events"), one("select count(*) from mentions")
    assert events and mentions, "the tables are empty"
    for path, count in (("events.tsv", events), ("mentions.tsv", mentions)):
        lines = sum(1 for _ in open(f"{directory}/{path}", encoding="utf-8"))
        assert lines == count, f"{path}: {lines} lines, DuckDB reads {count} rows"
    faults = {
        "GLOBALEVENTID repeats": "select count(*) - count(distinct c0) from events",
        "mention of no event": "select count(*) from mentions where c0 not in (select c0 from events)",
        "NumMentions is not the count": """select count(*) from events e where cast(c31 as int) <>
            (select count(*) from mentions m where m.c0 = e.c0)""",
        "NumArticles is not the count": """select count(*) from events e where cast(c33 as int) <>
            (select count(distinct c5) from mentions m where m.c0 = e.c0)""",
        "NumSources above NumArticles": "select count(*) from events where cast(c32 as int) > cast(c33 as int)",
        "root does not head the code": "select count(*) from events where substr(c26, 1, 2) <> c28 or substr(c26, 1, 3) <> c27",
        "no actor": "select count(*) from events where c5 is null and c15 is null",
        "event after it was added": "select count(*) from events where c1 > substr(c59, 1, 8)",
        "coordinates out of range": "select count(*) from events where abs(cast(c56 as double)) > 90 or abs(cast(c57 as double)) > 180",
    }
    wrong = {name: count for name, sql in faults.items() if (count := one(sql))}
    assert not wrong, wrong
    print(f"tables: {events} events and {mentions} mentions read by DuckDB, joins and counts agree")


main(*sys.argv[1:])
