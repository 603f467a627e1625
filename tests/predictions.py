"""predictions.py ARTICLES.jsonl: our articles as predictions for an article-extraction scorer."""
import json
import os
import sys

for line in open(sys.argv[1], encoding="utf-8"):
    article = json.loads(line)
    name = os.path.basename(article["source"]["path"])
    print(json.dumps({
        "id": name.removesuffix(".gz").rsplit(".", 1)[0],
        "title": article.get("headline"),
        "authors": [b["name"] for b in article.get("bylines", []) if b["role"] == "author"],
        "date_published": article.get("published"),
        "body": "\n\n".join(b["text"] for b in article.get("body", []) if b["kind"] != "caption"),
    }, ensure_ascii=False))
