"""Times trafilatura over the pages of a table of addresses: peers.py PAGES/urls.tsv

Prints pages per second of processor time, as `stages` does for our own reader in the same run. Needs trafilatura.
"""

import gzip
import pathlib
import sys
import time

import trafilatura


def main(table: str) -> None:
    folder = pathlib.Path(table).parent
    rows = [line.split("\t") for line in pathlib.Path(table).read_text(encoding="utf-8").splitlines() if "\t" in line]
    pages = [(gzip.decompress((folder / name).read_bytes()), url.strip()) for name, url in rows]
    size = sum(len(page) for page, _ in pages)
    start = time.process_time()
    found = sum(trafilatura.bare_extraction(page, url=url, with_metadata=True) is not None for page, url in pages)
    seconds = time.process_time() - start
    print(f"| trafilatura {trafilatura.__version__} | {len(pages)} | {len(pages) / seconds:.1f} | {size / 1e6 / seconds:.1f} | {found} read |")


if __name__ == "__main__":
    main(sys.argv[1])
