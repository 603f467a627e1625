"""schemas.py SCHEMAS DIR: our JSON Schemas and JSON outputs in another implementation of draft 2020-12."""
import glob
import json
import os
import sys

from jsonschema import Draft202012Validator

FILES = {
    "articles.jsonl": "article",
    "jsonld.jsonl": "news-article",
    "evidence.jsonl": "evidence",
    "rejects.jsonl": "reject",
    "manifest.json": "manifest",
}


def main(schemas, directory):
    validators = {}
    for path in sorted(glob.glob(f"{schemas}/*.schema.json")):
        schema = json.load(open(path, encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        validators[os.path.basename(path).removesuffix(".schema.json")] = Draft202012Validator(schema)
    checked = 0
    for file, name in FILES.items():
        text = open(f"{directory}/{file}", encoding="utf-8").read()
        for at, line in enumerate([text] if file.endswith(".json") else text.splitlines()):
            for error in validators[name].iter_errors(json.loads(line)):
                sys.exit(f"{file}:{at + 1}: {error.json_path}: {error.message[:300]}")
            checked += 1
    print(f"schemas: {len(validators)} are draft 2020-12; {checked} documents conform")


main(*sys.argv[1:])
