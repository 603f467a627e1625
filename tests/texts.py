"""texts.py ARTICLES.jsonl: the texts of our articles by MentionIdentifier, for a conformance check of offsets."""
import json
import sys

texts = {}
for line in open(sys.argv[1], encoding="utf-8"):
    article = json.loads(line)
    address = article.get("canonical_url") or article.get("url") or f"https://nutgraf.invalid/article/{article['id']}"
    texts[address] = article["text"]
json.dump(texts, sys.stdout, ensure_ascii=False)
