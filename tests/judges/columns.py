"""columns.py DIR: Parquet holds the rows of the TSV and JSON Lines, in their order, with types; table.csv is read by its header."""
import hashlib
import json
import os
import sys
import tempfile

import duckdb
import pandas
import polars
import pyarrow.parquet

FILES = ("articles", "events", "mentions", "evidence", "entities")
# The most that a row group may hold, in bytes.
GROUP = 128 << 20


def cast(name, kind):
    """A cell of the TSV, read as text, as a value of the column's type."""
    if kind == "DATE":
        return f"strptime(\"{name}\", '%Y%m%d')::DATE"
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"strptime(\"{name}\", '%Y%m%d%H%M%S') at time zone 'UTC'"
    return f'"{name}"::{kind}'


def same_as_table(db, directory, name):
    """Row by row and in the same order, cells read by the types that DuckDB finds in the Parquet."""
    types = db.execute(f"describe select * from '{directory}/parquet/{name}.parquet'").fetchall()
    columns = ", ".join(f"'{column}': 'VARCHAR'" for column, *_ in types)
    read = f"read_csv('{directory}/{name}.tsv', delim='\t', header=false, quote='', escape='', parallel=false, columns={{{columns}}})"
    cells = ", ".join(f'{cast(column, kind)} as "{column}"' for column, kind, *_ in types)
    db.execute(f"create or replace table told as select row_number() over () as at, {cells} from {read}")
    db.execute(f"create or replace table kept as select row_number() over () as at, * from '{directory}/parquet/{name}.parquet'")
    for one, other, what in (("told", "kept", "too few"), ("kept", "told", "too many")):
        rows = db.execute(f"select t::VARCHAR from (select * from {one} except all select * from {other}) t").fetchall()
        assert not rows, f"{name}.parquet: {len(rows)} rows {what}: {rows[0][0]}"
    codes = [kind for column, kind, *_ in types if column.endswith("Code")]
    assert set(codes) <= {"VARCHAR"}, f"{name}.parquet: a code is no string: {types}"
    return db.execute("select count(*) from kept").fetchone()[0]


def lines(path):
    return [json.loads(line) for line in open(path, encoding="utf-8")]


def same_as_lines(directory):
    """What evidence.jsonl and articles.jsonl say stands in the columns of their names."""
    evidence = lines(f"{directory}/evidence.jsonl")
    rows = pyarrow.parquet.read_table(f"{directory}/parquet/evidence.parquet").to_pylist()
    assert len(evidence) == len(rows), f"evidence.parquet: {len(rows)} rows, evidence.jsonl {len(evidence)} lines"
    for line, row in zip(evidence, rows):
        line = dict(line)
        for part in ("source", "target"):
            line |= {f"{part}_{key}": value for key, value in (line.pop(part, None) or {}).items()}
        for part, span in line.pop("spans").items():
            if span:
                line |= {f"{part}_begin": span["begin"], f"{part}_end": span["end"]}
        place = line.pop("place") or {}
        line |= {f"place_{key}": place.get(key) for key in ("name", "iso2", "fips", "latitude", "longitude", "precision")}
        wrong = {key: (value, row[key]) for key, value in line.items() if (row[key] or None) != (value or None)}
        assert not wrong, f"evidence.parquet: {wrong}"
    articles = sorted(lines(f"{directory}/articles.jsonl"), key=lambda article: article["id"])
    rows = pyarrow.parquet.read_table(f"{directory}/parquet/articles.parquet").to_pylist()
    assert [row["id"] for row in rows] == [article["id"] for article in articles], "articles.parquet: other articles"
    same = ("url", "canonical_url", "headline", "description", "text", "published", "section", "keywords", "language", "is_free")
    for article, row in zip(articles, rows):
        wrong = {key: (article.get(key), row[key]) for key in same if (article.get(key) or None) != (row[key] or None)}
        assert not wrong, f"articles.parquet: {wrong}"
        assert (json.loads(row["body"]) if row["body"] else []) == article["body"], f"articles.parquet: body of {row['id']}"
    return len(rows)


def every_reader(directory, name):
    """Rows as four readers count them; sorted as the file says, and in small row groups."""
    path = f"{directory}/parquet/{name}.parquet"
    counts = {
        "pyarrow": pyarrow.parquet.read_table(path).num_rows,
        "pandas": len(pandas.read_parquet(path)),
        "polars": polars.read_parquet(path).height,
        "duckdb": duckdb.connect().execute(f"select count(*) from '{path}'").fetchone()[0],
    }
    assert len(set(counts.values())) == 1 and counts["duckdb"], f"{name}.parquet: {counts}"
    metadata = pyarrow.parquet.read_metadata(path)
    for at in range(metadata.num_row_groups):
        group = metadata.row_group(at)
        assert group.total_byte_size <= GROUP, f"{name}.parquet: a row group of {group.total_byte_size} bytes"
        assert group.column(0).compression == "ZSTD", f"{name}.parquet: {group.column(0).compression}"
        keys = [metadata.schema.column(key.column_index).name for key in group.sorting_columns]
        rows = pyarrow.parquet.ParquetFile(path).read_row_group(at, columns=keys).to_pylist() if keys else []
        values = [tuple((row[key] is not None, row[key]) for key in keys) for row in rows]
        values = [tuple((there, value if there else 0) for there, value in row) for row in values]
        assert values == sorted(values), f"{name}.parquet is not sorted by {keys}"
    return counts["duckdb"]


def table_of_people(db, directory):
    """table.csv and denominators.csv, read by their headers, agree with the tables that they are made of."""
    db.execute(f"create table people as select * from read_csv('{directory}/table.csv', header=true, all_varchar=true)")
    db.execute(f"create table events as select * from '{directory}/parquet/events.parquet'")
    db.execute(f"create table reading as select * from read_csv('{directory}/denominators.csv', header=true, all_varchar=true)")
    one = lambda sql: db.execute(sql).fetchone()[0]
    faults = {
        "events without a row": "select count(*) from events where GLOBALEVENTID not in (select global_event_id::bigint from people)",
        "rows that differ": """select count(*) from people p left join events e on e.GLOBALEVENTID = p.global_event_id::bigint
            where e.SQLDATE is distinct from p.date::date or e.EventCode is distinct from p.cameo_code or e.Actor1Code is distinct from p.source_code
            or e.Actor2Code is distinct from p.target_code or e.SOURCEURL is distinct from p.url or e.NumMentions is distinct from p.mentions::bigint
            or e.ActionGeo_FullName is distinct from p.place""",
        "sentences lost": f"""select count(*) from people p join '{directory}/parquet/evidence.parquet' e
            on e.global_event_id = p.global_event_id::bigint and e.article = p.article and e.event = p.event
            group by p.global_event_id having not bool_or(coalesce(e.sentence, '') = '' or p.sentence is not null)""",
        "articles read, less those counted": f"""select (select count(distinct id) from '{directory}/parquet/articles.parquet')
            - (select sum(articles::int) from reading)""",
        "articles with mentions, less those counted": f"""select (select count(distinct article) from '{directory}/parquet/evidence.parquet')
            - (select sum(with_events::int) from reading)""",
    }
    wrong = {name: count for name, sql in faults.items() if (count := (db.execute(sql).fetchone() or [0])[0])}
    assert not wrong, wrong
    return one("select count(*) from people")


def package(directory):
    """datapackage.json names every table with as many fields as it has columns, and its size and hash."""
    for resource in json.load(open(f"{directory}/datapackage.json", encoding="utf-8"))["resources"]:
        data = open(f"{directory}/{resource['path']}", "rb").read()
        assert len(data) == resource["bytes"] and "sha256:" + hashlib.sha256(data).hexdigest() == resource["hash"], resource["path"]
        names = [field["name"] for field in resource["schema"]["fields"]]
        first = data.decode().split("\n")[0].split(resource["dialect"]["delimiter"])
        assert len(first) == len(names) and (first == names) == resource["dialect"]["header"], resource["path"]


def can_fail(db, directory):
    """Of a table in which one cell is another, this judge says so."""
    with tempfile.TemporaryDirectory() as copy:
        os.symlink(os.path.abspath(f"{directory}/parquet"), f"{copy}/parquet")
        for name, cell in (("events", 26), ("mentions", 11)):
            rows = open(f"{directory}/{name}.tsv", encoding="utf-8").read().split("\n")
            cells = rows[-2].split("\t")
            cells[cell] = "1" + cells[cell]
            rows[-2] = "\t".join(cells)
            open(f"{copy}/{name}.tsv", "w", encoding="utf-8").write("\n".join(rows))
            try:
                same_as_table(db, copy, name)
            except AssertionError:
                continue
            sys.exit(f"{name}.tsv was changed, and this judge does not see it")


def main(directory):
    db = duckdb.connect()
    db.execute("set timezone = 'UTC'")
    rows = {name: every_reader(directory, name) for name in FILES}
    for name in ("events", "mentions"):
        assert same_as_table(db, directory, name) == rows[name]
    can_fail(db, directory)
    same_as_lines(directory)
    people = table_of_people(db, directory)
    package(directory)
    print(f"columns: {rows} read alike by DuckDB, pandas, polars and pyarrow, and equal to the TSV; {people} rows for people")


main(*sys.argv[1:])
