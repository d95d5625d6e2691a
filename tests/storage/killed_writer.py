"""A process that imports, edits and undoes without end, and says what it has done; the tests kill it."""

import random
import sys

from app.storage import open_store
from tests.storage.batches import EVALUATION, NOW, batch, edit, points, value

MONTH = "2023-09"
UNITS, ITEMS = 40, 5


def main(path, seed):
    chance = random.Random(seed)
    sys.stdin.readline()
    store = open_store(path)
    print("open", flush=True)
    while True:
        receipt, number = act(store, chance)
        if receipt.import_id is not None:
            cells = receipt.added + receipt.changed + receipt.removed + receipt.confirmed
            print(receipt.import_id, receipt.data_version, cells, number, flush=True)
        if chance.random() < 0.1:
            # Closing takes the log into the file, which is another moment to be killed at.
            store.close()
            store = open_store(path)


def act(store, chance):
    """An import, an edit or an undo; the number that an import or edit writes into all its cells is new, 0 for undo."""
    number = store.data_version() + 1
    what = chance.random()
    if what < 0.4:
        units = chance.sample(range(UNITS), chance.randrange(1, UNITS))
        entries = [value(f"u{unit}", f"G{item}", number) for unit in units for item in range(ITEMS)]
        return store.apply_import(batch(*entries, points("score", "u1", "prior", number))), number
    if what < 0.7 or number == 1:
        entry = value(f"u{chance.randrange(UNITS)}", f"G{chance.randrange(ITEMS)}", number)
        return store.apply_import(edit(entry), store.month_content(EVALUATION, MONTH)), number
    newest = store.imports()[0].id
    return store.apply_undo(max(1, newest - chance.randrange(6)), "x", NOW), 0


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
