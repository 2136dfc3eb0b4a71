/**
 * Version 1. Events are append-only: the triggers hold against any client and any of its settings, because they look for
 * the row before it is inserted. (A REPLACE deletes without asking a delete trigger unless the connection has
 * recursive_triggers on, so that a delete trigger alone guards nothing.)
 */
export const SCHEMA_1 = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Everything but the time that usage is told apart by. content: the columns after it as a JSON list.
CREATE TABLE series (
  series INTEGER PRIMARY KEY,
  content TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL, interval INTEGER NOT NULL,
  service_tier TEXT NOT NULL, region TEXT, region_class TEXT, speed TEXT, mode TEXT, variant TEXT,
  account TEXT, project TEXT, api_key TEXT, tenant TEXT, role TEXT, operation TEXT
) STRICT;

-- One record of usage, or a correction of one. time, recorded_at: milliseconds since 1970 in UTC. usage: JSON, quantity by
-- meter, sorted. provider_cost, charged: an exact decimal, the currency, and for charged the credits, if any.
CREATE TABLE event (
  event INTEGER PRIMARY KEY,
  series INTEGER NOT NULL REFERENCES series,
  id TEXT NOT NULL,
  time INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  usage TEXT NOT NULL,
  reasoning TEXT,
  response_id TEXT,
  status TEXT,
  provider_cost TEXT,
  charged TEXT,
  unknown TEXT,
  recorded_at INTEGER NOT NULL,
  corrects INTEGER REFERENCES event,
  correction TEXT CHECK (correction IN ('grown', 'replaced', 'voided')),
  reason TEXT,
  CHECK ((corrects IS NULL) = (correction IS NULL)),
  CHECK ((corrects IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX event_id ON event (id);
CREATE INDEX event_response ON event (response_id) WHERE response_id IS NOT NULL;
CREATE INDEX event_time ON event (time, series);
CREATE INDEX event_corrects ON event (corrects) WHERE corrects IS NOT NULL;

CREATE VIEW current_event AS
  SELECT * FROM event
  WHERE correction IS NOT 'voided' AND NOT EXISTS (SELECT 1 FROM event AS later WHERE later.corrects = event.event);

-- Records of an identity that was taken already, and that said something else. record: the project's own JSONL.
CREATE TABLE conflict (
  conflict INTEGER PRIMARY KEY,
  event INTEGER NOT NULL REFERENCES event,
  record TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX conflict_event ON conflict (event);

-- Sums over current_event, by quarter hour of UTC (its first millisecond) and series. A quantity is whole + nano / 1e9.
CREATE TABLE total (
  quarter INTEGER NOT NULL,
  series INTEGER NOT NULL REFERENCES series,
  events INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  events_without_cost INTEGER NOT NULL,
  reasoning INTEGER NOT NULL,
  reasoning_nano INTEGER NOT NULL,
  events_without_reasoning INTEGER NOT NULL,
  PRIMARY KEY (quarter, series)
) STRICT, WITHOUT ROWID;
CREATE TABLE total_meter (
  quarter INTEGER NOT NULL,
  series INTEGER NOT NULL REFERENCES series,
  meter TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  nano INTEGER NOT NULL,
  PRIMARY KEY (quarter, series, meter)
) STRICT, WITHOUT ROWID;
CREATE TABLE total_cost (
  quarter INTEGER NOT NULL,
  series INTEGER NOT NULL REFERENCES series,
  currency TEXT NOT NULL,
  amount TEXT NOT NULL,
  PRIMARY KEY (quarter, series, currency)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER event_is_new BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE event = NEW.event)
  OR (NEW.corrects IS NULL AND EXISTS (
    SELECT 1 FROM event AS known JOIN series USING (series)
    WHERE known.id = NEW.id AND source = (SELECT source FROM series WHERE series = NEW.series)))
BEGIN
  SELECT RAISE(ABORT, 'the ledger is append-only: this event is in it; correct it with aimodels ledger correct');
END;
CREATE TRIGGER event_response_is_new BEFORE INSERT ON event
WHEN NEW.response_id IS NOT NULL AND EXISTS (
  SELECT 1 FROM event AS known JOIN series AS its ON its.series = known.series
    JOIN series AS mine ON mine.series = NEW.series
  WHERE known.response_id = NEW.response_id AND its.provider = mine.provider
    AND NOT (known.id = NEW.id AND its.source = mine.source))
BEGIN
  SELECT RAISE(ABORT, 'the ledger is append-only: an event of this response is in it');
END;
CREATE TRIGGER event_correction_fits BEFORE INSERT ON event
WHEN NEW.corrects IS NOT NULL AND (
  EXISTS (SELECT 1 FROM event WHERE corrects = NEW.corrects)
  OR NOT EXISTS (
    SELECT 1 FROM event AS known JOIN series AS its ON its.series = known.series
      JOIN series AS mine ON mine.series = NEW.series
    WHERE known.event = NEW.corrects AND known.id = NEW.id AND its.source = mine.source))
BEGIN
  SELECT RAISE(ABORT, 'the ledger is append-only: a correction points to the latest version of the same event');
END;
${["event", "series", "conflict"].map(guard).join("")}
CREATE TRIGGER series_is_new BEFORE INSERT ON series
WHEN EXISTS (SELECT 1 FROM series WHERE series = NEW.series OR content = NEW.content)
BEGIN
  SELECT RAISE(ABORT, 'the ledger is append-only: this series is in it');
END;
CREATE TRIGGER conflict_is_new BEFORE INSERT ON conflict
WHEN EXISTS (SELECT 1 FROM conflict WHERE conflict = NEW.conflict)
BEGIN
  SELECT RAISE(ABORT, 'the ledger is append-only: this conflict is in it');
END;
`;

function guard(table: string): string {
  return ["UPDATE", "DELETE"]
    .map(
      (verb) => `
CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
BEGIN
  SELECT RAISE(ABORT, 'the ledger is append-only: no ${verb} of ${table}; correct an event with aimodels ledger correct');
END;`,
    )
    .join("");
}
