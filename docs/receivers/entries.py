"""Keeps each entry once, however often it is delivered: an upsert by its id, in one transaction for each delivery.

usage: entries.py FILE.db writes what is there, as 'tidegate reconcile' reads it.
"""

import hashlib
import json
import pathlib
import sqlite3
import sys
import threading

TAKE = """
INSERT INTO entry (gateway, position, kind, device, time, body) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (gateway, position) DO NOTHING
"""

GAPS = "SELECT first, last FROM gap WHERE gateway = ? ORDER BY first LIMIT 10000"
PROOFS = "SELECT * FROM proof WHERE gateway = ? ORDER BY position"
BETWEEN = "SELECT device, kind, position FROM entry WHERE gateway = ? AND position BETWEEN ? AND ? ORDER BY position"

# Entries of the range, or right behind it, tell that others are a part of them; and nothing else of it is missing.
SUMMED_UP = """
SELECT EXISTS (SELECT 1 FROM entry WHERE gateway = :gateway AND position >= :first
                 AND position <= (SELECT min(position) FROM entry WHERE gateway = :gateway AND position >= :last)
                 AND json_extract(body, '$.summedUp') > 0)
   AND NOT EXISTS (SELECT 1 FROM gap WHERE gateway = :gateway AND first <= :last AND last >= :first)
"""

WRONG_MAX = 500


class Entries:
    def __init__(self, path):
        self.path = path
        self.lock = threading.Lock()
        self.database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.database.execute("PRAGMA journal_mode=WAL")
        # Whoever is told that an entry was taken forgets it: so it is on disk before.
        self.database.execute("PRAGMA synchronous=FULL")
        self.database.executescript(pathlib.Path(__file__).with_name("schema.sql").read_text())

    def take(self, payload):
        """Takes a JSON array of entries. Returns when all of it is on disk; raises ValueError when it is something else."""
        rows = [row(entry) for entry in json.loads(payload)]
        with self.lock:
            self.database.execute("BEGIN IMMEDIATE")
            try:
                self.database.executemany(TAKE, rows)
                self.database.execute("COMMIT")
            except sqlite3.Error:
                self.database.execute("ROLLBACK")
                raise

    def report(self):
        """What is here, by gateway, and what is missing: what 'tidegate reconcile' reads."""
        reader = sqlite3.connect(self.path)
        try:
            reader.execute("BEGIN")  # all of it as it is at one moment
            reader.row_factory = sqlite3.Row
            here = reader.execute(
                "SELECT gateway, count(*) AS entries, max(position) AS last FROM entry GROUP BY gateway").fetchall()
            return [
                {**one, "gaps": [list(gap) for gap in reader.execute(GAPS, (one["gateway"],))],
                 "proofs": compared(reader, one["gateway"])}
                for one in map(dict, here)]
        finally:
            reader.close()


def compared(reader, gateway):
    """How what is here compares with the gateway's proofs. Reads all that they are about; a large table notes what was right."""
    proofs = reader.execute(PROOFS, (gateway,)).fetchall()
    ranges = {}
    for proof in proofs:
        ranges.setdefault((proof["first"], proof["last"]), {})[proof["device"], proof["of"]] = proof
    wrong = []
    for (first, last), streams in ranges.items():
        counts = dict.fromkeys(streams, 0)
        hashes = {stream: hashlib.sha256(f"{proof['previous']}\n".encode()) for stream, proof in streams.items()}
        for device, kind, position in reader.execute(BETWEEN, (gateway, first, last)):
            if (device, kind) in streams:
                counts[device, kind] += 1
                hashes[device, kind].update(f"{gateway}:{position}\n".encode())
        summed_up = None
        for stream, proof in streams.items():
            # What the gateway had lost before it counted may be here all the same.
            more = proof["missing"] > 0 and counts[stream] > proof["count"]
            if hashes[stream].hexdigest() != proof["hash"] and not more:
                if summed_up is None:
                    summed_up = reader.execute(SUMMED_UP, {"gateway": gateway, "first": first, "last": last}).fetchone()[0]
                if summed_up:
                    continue
                wrong.append(lacking(proof, first, last, counts[stream]))
    # A proof goes on from the one before: where that is another one, a proof has not come.
    for proof in proofs:
        if proof["before"] not in (None, proof["previous"]) and proof["previous"]:
            wrong.append({**lacking(proof, proof["before_position"] + 1, proof["position"] - 1, 0),
                          "of": "proof", "from": proof["before_day"], "count": 1})
    days = sorted({proof["last_day"] for proof in proofs})
    bad = min((each["from"] for each in wrong), default="9999")
    through = [day for day in days if day < bad]
    return {"upTo": max((proof["last"] for proof in proofs), default=0),
            **({"through": through[-1]} if through else {}),
            "wrong": sorted(wrong, key=lambda each: each["first"])[:WRONG_MAX]}


def lacking(proof, first, last, here):
    return {"device": proof["device"], "of": proof["of"], "from": proof["first_day"], "to": proof["last_day"],
            "first": first, "last": last, "count": proof["count"], "here": here}


def row(entry):
    try:
        gateway, position = entry["id"].rsplit(":", 1)
        return gateway, int(position), entry["kind"], entry.get("device"), entry["time"], json.dumps(entry)
    except (TypeError, KeyError, AttributeError) as wrong:
        raise ValueError("an entry has an id, a kind and a time") from wrong


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print(json.dumps(Entries(sys.argv[1]).report()))
