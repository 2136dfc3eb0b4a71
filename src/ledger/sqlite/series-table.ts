import type { Database, Statement } from "better-sqlite3";
import { readSeries, SERIES_COLUMNS, type SeriesFacts, seriesValues } from "../batch/series-facts.js";

/** The keys and facts of series, looked up once and kept: few series hold many events. */
export class SeriesTable {
  private readonly keys = new Map<string, number>();
  private readonly known = new Map<number, SeriesFacts>();
  private readonly find: Statement<[string], bigint>;
  private readonly insert: Statement;
  private readonly content: Statement<[number], string>;

  constructor(db: Database) {
    this.find = db.prepare<[string], bigint>("SELECT series FROM series WHERE content = ?").pluck();
    this.content = db.prepare<[number], string>("SELECT content FROM series WHERE series = ?").pluck();
    const marks = SERIES_COLUMNS.map(() => "?").join(", ");
    this.insert = db.prepare(`INSERT INTO series (content, ${SERIES_COLUMNS.join(", ")}) VALUES (?, ${marks})`);
  }

  /** The key of a series' content; a new series is added. Only within a transaction that writes. */
  keyOf(content: string): number {
    const known = this.keys.get(content);
    if (known !== undefined) return known;
    const key = Number(this.find.get(content) ?? this.insert.run(content, ...seriesValues(content)).lastInsertRowid);
    this.keys.set(content, key);
    return key;
  }

  facts(key: number): SeriesFacts {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const facts = readSeries(this.content.get(key) ?? "[]");
    this.known.set(key, facts);
    return facts;
  }

  /** After a rollback: what was added in it is gone. */
  forget(): void {
    this.keys.clear();
    this.known.clear();
  }
}
