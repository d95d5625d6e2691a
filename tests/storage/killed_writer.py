"""A process that imports, edits, undoes and notes without end, and says what it has done; the tests kill it."""

import random
import sys

from app.storage import open_store
from app.storage.records import LedgerDraft
from tests.storage.batches import EVALUATION, NOW, batch, edit, points, value

MONTH = "2023-09"
UNITS, ITEMS = 40, 5
DONGS = ("d1", "d2", "d3")


def main(path, seed):
    chance = random.Random(seed)
    sys.stdin.readline()
    store = open_store(path)
    print("open", flush=True)
    while True:
        if chance.random() < 0.2:
            # Numbers below nothing are those of entries that no value goes with.
            number = -(store.ledger_version() + 1)
            store.write_ledger(parts(number), "x", NOW, {})
            print(0, store.data_version(), len(DONGS), number, flush=True)
        receipt, number = act(store, chance)
        if receipt.import_id is not None:
            cells = receipt.added + receipt.changed + receipt.removed + receipt.confirmed
            print(receipt.import_id, receipt.data_version, cells, number, flush=True)
        if chance.random() < 0.1:
            # Closing takes the log into the file, which is another moment to be killed at.
            store.close()
            store = open_store(path)


def parts(number):
    """The same number for each dong office."""
    return [LedgerDraft(EVALUATION, "part", f"{MONTH}:G1:{dong}", str(number)) for dong in DONGS]


def act(store, chance):
    """An import, an edit or an undo; the number that an import or edit writes into all its cells is new, 0 for undo."""
    number = store.data_version() + 1
    what = chance.random()
    if what < 0.4:
        units = chance.sample(range(UNITS), chance.randrange(1, UNITS))
        entries = [value(f"u{unit}", f"G{item}", number) for unit in units for item in range(ITEMS)]
        return store.apply_import(batch(*entries, points("score", "u1", "prior", number)), None, parts(number)), number
    if what < 0.7 or number == 1:
        entry = value(f"u{chance.randrange(UNITS)}", f"G{chance.randrange(ITEMS)}", number)
        return store.apply_import(edit(entry), store.month_content(EVALUATION, MONTH)), number
    newest = store.imports()[0].id
    return store.apply_undo(max(1, newest - chance.randrange(6)), "x", NOW), 0


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
