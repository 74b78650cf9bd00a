-- What a receiver keeps. An entry's number counts up from 1 at each gateway and has no hole but those that entries tell of, so the key drops
-- repeats, and what is missing can be seen. SQLite; PostgreSQL takes the same but for WITHOUT ROWID and the view of proofs.

CREATE TABLE IF NOT EXISTS entry (
  gateway  TEXT    NOT NULL,
  position INTEGER NOT NULL,  -- behind the colon of the id: gw-1:4711
  kind     TEXT    NOT NULL,
  device   TEXT,
  time     TEXT    NOT NULL,  -- RFC 3339, UTC
  body     TEXT    NOT NULL,  -- the entry as it came
  PRIMARY KEY (gateway, position)
) WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS entry_device ON entry (device, time);
CREATE INDEX IF NOT EXISTS entry_kind ON entry (kind) WHERE kind = 'proof';

-- What has not come, though later entries have: on its way, refused, not meant for us, or lost. 'tidegate reconcile' has it sent
-- once more. What an entry says that it stands for ("summedUp": ids right before it) is not missing: it is a part of others.
CREATE VIEW IF NOT EXISTS gap AS
  SELECT gateway, before + 1 AS first, position - summed_up - 1 AS last
    FROM (SELECT gateway, position, coalesce(json_extract(body, '$.summedUp'), 0) AS summed_up,
                 lag(position, 1, 0) OVER (PARTITION BY gateway ORDER BY position) AS before
            FROM entry)
   WHERE position - summed_up > before + 1;

-- What the gateway says of each day and stream (a device's entries of one kind); and of the stream's proof before it, as far as that
-- is here.
CREATE VIEW IF NOT EXISTS proof AS
  SELECT gateway, position, device, of, first_day, last_day, first, last, missing, count, hash, previous,
         lag(hash) OVER stream AS before, lag(position) OVER stream AS before_position,
         lag(last_day) OVER stream AS before_day
    FROM (SELECT gateway, position, device,
                 json_extract(body, '$.proof.of') AS of,
                 json_extract(body, '$.proof.from') AS first_day, json_extract(body, '$.proof.to') AS last_day,
                 json_extract(body, '$.proof.first') AS first, json_extract(body, '$.proof.last') AS last,
                 coalesce(json_extract(body, '$.proof.missing'), 0) AS missing, json_extract(body, '$.proof.count') AS count,
                 json_extract(body, '$.proof.hash') AS hash, json_extract(body, '$.proof.previous') AS previous
            FROM entry WHERE kind = 'proof')
  WINDOW stream AS (PARTITION BY gateway, device, of ORDER BY position);
