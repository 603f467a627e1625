#!/usr/bin/env python3
"""Fits the weights of dictionaries/en/confidence.tsv to rows that a person judged (judged.tsv); plain Python 3.

    fit.py                          how the weights do on articles that their fit has not seen
    fit.py --write                  the same, then fits all rows and writes the weights
    fit.py --add EVIDENCE VERDICTS  adds rows: an evidence.jsonl, and lines of "mention, right or wrong, what is wrong"
                                    divided by tabs ("-" where nothing is)

A row is right where its code can be defended by the codebook, both actors are the right ones (a missing one only where the
sentence tells none), and it happened. Logistic regression with an L2 penalty; what an article with many rows counts is bounded,
and cross-validation keeps all rows of an article together.
"""

import collections
import json
import math
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).parent
JUDGED = HERE / "judged.tsv"
TABLE = HERE.parent.parent / "dictionaries" / "en" / "confidence.tsv"
PENALTY = 3.0
MOST_OF_AN_ARTICLE = 30
FOLDS = 20


def judged():
    """Rows as (article, right, features)."""
    rows = []
    for line in JUDGED.read_text().splitlines():
        if line and not line.startswith("#"):
            article, verdict, _, features = line.split("\t")
            rows.append((article, verdict == "right", features.split(" | ")))
    return rows


def shares(rows):
    """What each row counts: an article at most as much as MOST_OF_AN_ARTICLE rows."""
    count = collections.Counter(article for article, _, _ in rows)
    return [min(1.0, MOST_OF_AN_ARTICLE / count[article]) for article, _, _ in rows]


def solve(matrix, vector):
    """Gaussian elimination with pivots."""
    size = len(vector)
    rows = [list(row) + [value] for row, value in zip(matrix, vector)]
    for at in range(size):
        pivot = max(range(at, size), key=lambda r: abs(rows[r][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        for below in range(at + 1, size):
            by = rows[below][at] / rows[at][at]
            if by:
                rows[below] = [x - by * y for x, y in zip(rows[below], rows[at])]
    found = [0.0] * size
    for at in reversed(range(size)):
        rest = sum(rows[at][k] * found[k] for k in range(at + 1, size))
        found[at] = (rows[at][size] - rest) / rows[at][at]
    return found


def chance(weights, features):
    return 1 / (1 + math.exp(-sum(weights.get(f, 0.0) for f in features)))


def fit(rows, names):
    """Weights of the features, by Newton's method."""
    place = {name: at for at, name in enumerate(names)}
    sparse = [(share, right, [place[f] for f in features]) for share, (_, right, features) in zip(shares(rows), rows)]
    weights = [0.0] * len(names)
    for _ in range(30):
        slope = [PENALTY * w if name != "start" else 0.0 for name, w in zip(names, weights)]
        bend = [[0.0] * len(names) for _ in names]
        for at, name in enumerate(names):
            bend[at][at] = PENALTY if name != "start" else 1e-6
        for share, right, features in sparse:
            p = 1 / (1 + math.exp(-sum(weights[f] for f in features)))
            for f in features:
                slope[f] += share * (p - right)
                for g in features:
                    bend[f][g] += share * p * (1 - p)
        step = solve(bend, slope)
        weights = [w - s for w, s in zip(weights, step)]
        if max(map(abs, step)) < 1e-9:
            break
    return dict(zip(names, weights))


def unseen(rows, names, seed):
    """The chance that each row is given by a fit to the other articles."""
    articles = sorted({article for article, _, _ in rows})
    random.Random(seed).shuffle(articles)
    fold = {article: at % FOLDS for at, article in enumerate(articles)}
    chances = [0.0] * len(rows)
    for held in range(FOLDS):
        weights = fit([row for row in rows if fold[row[0]] != held], names)
        for at, (article, _, features) in enumerate(rows):
            if fold[article] == held:
                chances[at] = chance(weights, features)
    return chances


def report(rows, chances):
    right = [r for _, r, _ in rows]
    brier = sum((p - r) ** 2 for p, r in zip(chances, right)) / len(rows)
    above = [p for p, r in zip(chances, right) if r]
    below = [p for p, r in zip(chances, right) if not r]
    wins = sum((a > b) + (a == b) / 2 for a in above for b in below)
    print(f"{len(rows)} rows of {len({a for a, _, _ in rows})} articles, {100 * len(above) / len(rows):.1f} % right")
    print(f"Brier {brier:.3f}, area under the curve {wins / (len(above) * len(below)):.3f}")
    print("stated      rows  stated  right")
    edges = [0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 1.01]
    for low, high in zip(edges, edges[1:]):
        bin_ = [(p, r) for p, r in zip(chances, right) if low <= p < high]
        if bin_:
            stated, true = (sum(x) / len(bin_) for x in zip(*bin_))
            print(f"{low:.1f} to {min(high, 1.0):.1f}  {len(bin_):4}   {100 * stated:3.0f} %  {100 * true:3.0f} %")
    print("at least  rows that remain  right")
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = [r for p, r in zip(chances, right) if p >= least]
        if kept:
            print(f"{least:.1f}       {100 * len(kept) / len(rows):3.0f} %             {100 * sum(kept) / len(kept):3.0f} %")


def write(weights):
    lines = []
    for line in TABLE.read_text().splitlines():
        if line and not line.startswith("#"):
            name, _, meaning = line.split("\t")
            line = f"{name}\t{weights[name]:+.2f}\t{meaning}"
        lines.append(line)
    TABLE.write_text("\n".join(lines) + "\n")


def add(evidence, verdicts):
    judged_now = {}
    for line in filter(None, pathlib.Path(verdicts).read_text().splitlines()):
        mention, verdict, fault = line.split("\t")
        judged_now[mention] = (verdict, fault)
    lines = JUDGED.read_text().splitlines()
    fresh = []
    for line in pathlib.Path(evidence).read_text().splitlines():
        row = json.loads(line)
        if row["mention"] in judged_now:
            verdict, fault = judged_now.pop(row["mention"])
            features = sorted(reason.rsplit(" ", 1)[0] for reason in row["because"])
            fresh.append("\t".join([row["text_sha256"][:10], verdict, fault, " | ".join(features)]))
    if judged_now:
        sys.exit(f"{evidence} lacks {len(judged_now)} of the mentions, first {next(iter(judged_now))}")
    JUDGED.write_text("\n".join(lines + fresh) + "\n")


def main(arguments):
    if arguments[:1] == ["--add"] and len(arguments) == 3:
        return add(*arguments[1:])
    if arguments not in ([], ["--write"]):
        sys.exit(__doc__)
    rows = judged()
    names = sorted({f for _, _, features in rows for f in features})
    every = [unseen(rows, names, seed) for seed in (1, 2, 3)]
    report(rows, [sum(chances) / len(every) for chances in zip(*every)])
    if arguments:
        write(fit(rows, names))


if __name__ == "__main__":
    main(sys.argv[1:])
