"""Keeps each entry once, however often it is delivered: an upsert by its id, in one transaction for each delivery."""

import json
import pathlib
import sqlite3
import threading

TAKE = """
INSERT INTO entry (gateway, position, kind, device, time, body) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (gateway, position) DO NOTHING
"""


class Entries:
    def __init__(self, path):
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
        """What is here, by gateway, and what is missing in between: what 'tidegate reconcile' reads."""
        with self.lock:
            here = self.database.execute(
                "SELECT gateway, count(*), max(position) FROM entry GROUP BY gateway ORDER BY gateway").fetchall()
            gaps = self.database.execute("SELECT gateway, first, last FROM gap ORDER BY gateway, first").fetchall()
        return [
            {"gateway": gateway, "entries": count, "last": last,
             "gaps": [[first, end] for of, first, end in gaps if of == gateway]}
            for gateway, count, last in here]


def row(entry):
    try:
        gateway, position = entry["id"].rsplit(":", 1)
        return gateway, int(position), entry["kind"], entry.get("device"), entry["time"], json.dumps(entry)
    except (TypeError, KeyError, AttributeError) as wrong:
        raise ValueError("an entry has an id, a kind and a time") from wrong
