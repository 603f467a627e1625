"""Times programs of other people on the bytes that `stages` gives our own: peers.py PAGES/urls.tsv EVIDENCE.jsonl

Prints a JSON line for each: name, documents, their bytes, seconds of processor time, and the stage of ours that it is a peer of. Needs
trafilatura and pyarrow.
"""

import gzip
import io
import json
import pathlib
import sys
import time

import pyarrow
import pyarrow.json
import pyarrow.parquet
import trafilatura


def measured(name, against, documents, size, work):
    start = time.process_time()
    work()
    line = {"name": name, "documents": documents, "bytes": size, "seconds": time.process_time() - start, "against": against}
    print(json.dumps(line), flush=True)


def pages(table):
    folder = pathlib.Path(table).parent
    rows = [line.split("\t") for line in pathlib.Path(table).read_text(encoding="utf-8").splitlines() if "\t" in line]
    pages = [(gzip.decompress((folder / name).read_bytes()), url.strip()) for name, url in rows]

    def work():
        found = sum(trafilatura.bare_extraction(page, url=url, with_metadata=True) is not None for page, url in pages)
        assert found, "trafilatura reads none of the pages"

    measured(f"trafilatura {trafilatura.__version__}", "read", len(pages), sum(len(page) for page, _ in pages), work)


def evidence(path):
    lines = pathlib.Path(path).read_bytes()

    def work():
        one = pyarrow.json.ReadOptions(use_threads=False, block_size=1 << 24)
        table = pyarrow.json.read_json(io.BytesIO(lines), read_options=one)
        assert table.num_rows == lines.count(b"\n"), "pyarrow reads other lines"
        pyarrow.parquet.write_table(table, io.BytesIO(), compression="zstd")

    measured(f"pyarrow {pyarrow.__version__}, the same lines", "export: Parquet, a line of evidence each", lines.count(b"\n"), len(lines), work)


pages(sys.argv[1])
evidence(sys.argv[2])
