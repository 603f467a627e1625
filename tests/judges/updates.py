"""updates.py NUTGRAF OLD NEW: a store that holds OLD holds NEW, no more and no less, after `nutgraf graph diff`."""
import subprocess
import sys

import pyoxigraph


def store_of(path):
    store = pyoxigraph.Store()
    store.load(open(path, "rb").read(), format=pyoxigraph.RdfFormat.N_QUADS)
    return store


def main(nutgraf, old, new):
    for held, wanted in ((old, new), (new, old)):
        update = subprocess.run([nutgraf, "graph", "diff", "--quiet", held, wanted], check=True, capture_output=True, text=True).stdout
        store, goal = store_of(held), set(store_of(wanted))
        before = len(store)
        for _ in range(2):
            store.update(update)
            assert set(store) == goal, f"{held} to {wanted}: {len(set(store) - goal)} left over, {len(goal - set(store))} missing"
        print(f"updates: {before} quads become {len(goal)}, and stay so")


main(*sys.argv[1:])
