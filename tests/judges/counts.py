"""counts.py DIR: what the events table counts, counted anew from the mentions and the articles, by brute force in DuckDB.

NumMentions are the lines of the mentions table, NumArticles the distinct addresses in them, NumSources the distinct keys of those
articles' texts, AvgTone the mean of their tones, DATEADDED the first of their times. The keys and times come from articles.jsonl: here
they are computed by other code than ours. At the end one count after another is falsified, and must be missed.
"""
import datetime
import gzip
import hashlib
import json
import pathlib
import re
import sys
import tempfile

import duckdb

LEAD, STUB = 80, 12
DASHES = ("—", " – ", " - ", " -- ")
COUNTED = {"NumMentions": 31, "NumSources": 32, "NumArticles": 33, "AvgTone": 34, "DATEADDED": 59}


def find(directory, name):
    return next(path for path in (directory / name, directory / f"{name}.gz") if path.exists())


def lines(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        yield from file


def words(text):
    return re.findall(r"[^\W_]+", text)


def without_dateline(paragraph):
    found = [(paragraph.find(dash, 0, 80), dash) for dash in DASHES]
    found = min(((at, dash) for at, dash in found if at >= 0), default=None)
    if found is None:
        return paragraph
    line = paragraph[: found[0]]
    first = re.split(r"[\W_]", line, maxsplit=1)[0]
    if (len(first) > 2 and first.isupper() and first.isalpha()) or line.rstrip().endswith(")"):
        return paragraph[found[0] + len(found[1]) :]
    return paragraph


def text_key(article):
    """The first eighty words of the body, in lower case, without dateline; of a stub all words."""
    paragraphs = [block["text"] for block in article["body"] if block["kind"] in ("text", "quote", "list")]
    lead = []
    for at, text in enumerate(paragraphs):
        lead += words(without_dateline(text) if at == 0 else text)
        if len(lead) >= LEAD:
            break
    lead = [word.lower() for word in lead[:LEAD]]
    if len(lead) < STUB:
        lead = [word.lower() for word in words(article["text"])]
    return hashlib.sha1(" ".join(lead).encode()).hexdigest()


def quarter_hour(stated):
    """Publication in UTC, rounded up to the quarter hour; the last of the day where the hour or its zone is not stated."""
    if not re.search(r"T.*(Z|[+-]\d\d:\d\d)$", stated):
        return stated[:10].replace("-", "") + "234500" if len(stated) >= 10 else ""
    moment = datetime.datetime.fromisoformat(stated.replace("Z", "+00:00")).astimezone(datetime.timezone.utc)
    quarter = -(-int(moment.replace(microsecond=0).timestamp() + (moment.microsecond > 0)) // 900) * 900
    return datetime.datetime.fromtimestamp(quarter, datetime.timezone.utc).strftime("%Y%m%d%H%M%S")


def articles(directory, out):
    """Article, hash of its text, key of its text, time: a line each."""
    for line in lines(find(directory, "articles.jsonl")):
        article = json.loads(line)
        sha256 = hashlib.sha256(article["text"].encode()).hexdigest()
        out.write(f"{article['id']}\t{sha256}\t{text_key(article)}\t{quarter_hour(article.get('published') or '')}\n")


def load(db, directory, scratch):
    def table(path, columns):
        names = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(columns))
        return f"read_csv('{path}', delim='\t', header=false, quote='', escape='', columns={{{names}}})"

    db.execute(f"""create table events as select c0 as event, c31, c32, c33, c34, c59
        from {table(find(directory, "events.tsv"), 61)}""")
    db.execute(f"""create table mentions as select c0 as event, c1 as added, c2 as time, c5 as url, c13::double as tone,
        c15::json->>'mention' as mention from {table(find(directory, "mentions.tsv"), 16)}""")
    db.execute(f"""create table evidence as select * from read_json('{find(directory, "evidence.jsonl")}', format='newline_delimited',
        maximum_object_size=67108864, columns={{global_event_id: 'VARCHAR', mention: 'VARCHAR', article: 'VARCHAR', url: 'VARCHAR',
        text_sha256: 'VARCHAR', text_key: 'VARCHAR'}})""")
    with open(scratch / "articles.tsv", "w", encoding="utf-8") as out:
        articles(directory, out)
    db.execute(f"create table articles as select distinct c0 as id, c1 as sha256, c2 as key, c3 as time from {table(scratch / 'articles.tsv', 4)}")
    db.execute("""create table told as select m.event, m.added, m.time, m.url, m.tone, e.article, e.text_key as ours, a.key, a.time as published
        from mentions m
        join evidence e on e.global_event_id = m.event and e.mention = m.mention and e.url = m.url
        left join articles a on a.id = e.article and a.sha256 = e.text_sha256""")
    # Of an article that was read in several versions, one key counts: that of its first telling, which no table tells.
    db.execute("""create table brute as
        with by_article as (select event, article, min(url) as url, avg(tone) as tone, any_value(key) as key, count(*) as tellings,
            count(distinct key) as versions, min(time) as time from told group by event, article)
        select event, sum(tellings) as mentions, count(distinct key) as sources, count(distinct url) as articles, avg(tone) as tone,
            min(time) as first, max(versions) as versions from by_article group by event""")


# `sources` of an event is open where an article tells it in two versions.
FAULTS = {
    "NumMentions": "select count(*) from events e left join brute b using (event) where e.c31::bigint is distinct from b.mentions",
    "NumSources": """select count(*) from events e left join brute b using (event)
        where e.c32::bigint is distinct from b.sources and coalesce(b.versions, 1) = 1""",
    "NumArticles": "select count(*) from events e left join brute b using (event) where e.c33::bigint is distinct from b.articles",
    "AvgTone": "select count(*) from events e left join brute b using (event) where not coalesce(abs(e.c34::double - b.tone) < 1e-9, false)",
    "DATEADDED": "select count(*) from events e left join brute b using (event) where e.c59 is distinct from b.first",
    "mentions without evidence": "select (select count(*) from mentions) - (select count(*) from told)",
    "mentions of no article": "select count(*) from told where key is null",
    "mentions added at another time than their event": "select count(*) from mentions m join events e using (event) where m.added <> e.c59",
    "MentionTimeDate is not that of the article": "select count(*) from told where published <> '' and time <> published",
    "texts of one key that have two": "select count(*) from (select key from told group by key having count(distinct ours) > 1)",
    "texts of two keys that have one": "select count(*) from (select ours from told group by ours having count(distinct key) > 1)",
}


def main(directory):
    directory = pathlib.Path(directory)
    with tempfile.TemporaryDirectory(dir=directory) as scratch:
        db = duckdb.connect()
        db.execute(f"set temp_directory = '{scratch}'; set memory_limit = '6GB'; set preserve_insertion_order = false")
        load(db, directory, pathlib.Path(scratch))
        count = lambda sql: db.execute(sql).fetchone()[0]
        wrong = {name: faults for name, sql in FAULTS.items() if (faults := count(sql))}
        assert not wrong, wrong
        events, mentions, again, copied = (count(sql) for sql in (
            "select count(*) from events", "select count(*) from mentions", "select count(*) from events where c33::int > 1",
            "select count(*) from events where c32::int < c33::int"))
        assert events and mentions, "the tables are empty"
        for name, column in COUNTED.items():
            value = f"(c{column}::bigint + 1)::varchar" if name != "AvgTone" else f"(c{column}::double + 1e-6)::varchar"
            db.execute(f"create or replace temp table kept as select event, c{column} as value from events where event in (select event from brute where versions = 1) limit 1")
            db.execute(f"update events set c{column} = {value} where event in (select event from kept)")
            assert count(FAULTS[name]) == 1, f"a wrong {name} is not found"
            db.execute(f"update events set c{column} = kept.value from kept where events.event = kept.event")
        print(f"counts: {events} events of {mentions} mentions counted anew ({again} told by several articles, {copied} of those by copies); "
              f"{len(COUNTED)} falsified counts found")


main(*sys.argv[1:])
