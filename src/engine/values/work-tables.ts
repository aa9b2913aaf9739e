import type { DatabaseSync } from 'node:sqlite'

/**
 * The values that need review, made ready to be listed in every way: tables of this connection alone, which are gone with
 * it. What is decided is kept in the log, never here. A text is held once, however many elements have it.
 */
export function makeWorkTables(db: DatabaseSync): void {
  db.exec(`
    DROP TABLE IF EXISTS temp.work_text;
    DROP TABLE IF EXISTS temp.work_place;
    DROP TABLE IF EXISTS temp.work_element;
    DROP TABLE IF EXISTS temp.work_word;
    DROP TABLE IF EXISTS temp.work_token;
    DROP TABLE IF EXISTS temp.work_found_text;
    DROP TABLE IF EXISTS temp.work_found_place;
    CREATE TEMP TABLE work_element (
      id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, fold TEXT NOT NULL, open INTEGER NOT NULL,
      texts INTEGER NOT NULL, others INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0
    );
    ${textTable('work_text')}
    ${placeTable('work_place')}
    ${textTable('work_found_text')}
    ${placeTable('work_found_place')}
  `)
}

/** The number of a text is its place in every list: what shares something with an identity first, then what looks alike together. */
function textTable(name: string): string {
  return `CREATE TEMP TABLE ${name} (
    id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, sort TEXT NOT NULL, overlap INTEGER NOT NULL, flags TEXT NOT NULL,
    plain INTEGER NOT NULL, remaining INTEGER NOT NULL DEFAULT 0, seq INTEGER NOT NULL DEFAULT 0
  );`
}

function placeTable(name: string): string {
  return `CREATE TEMP TABLE ${name} (
    element INTEGER NOT NULL, text INTEGER NOT NULL, files INTEGER NOT NULL, series INTEGER NOT NULL, patients INTEGER NOT NULL,
    is_left INTEGER NOT NULL, choice TEXT, seq INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (element, text)
  ) WITHOUT ROWID;`
}

/** Puts what was found into its order. */
export function settleOrder(db: DatabaseSync): void {
  db.exec(`
    INSERT INTO work_text (text, sort, overlap, flags, plain)
    SELECT text, sort, overlap, flags, plain FROM work_found_text ORDER BY overlap DESC, sort, text;
    INSERT INTO work_place
    SELECT p.element, x.id, p.files, p.series, p.patients, p.is_left, p.choice, p.seq
    FROM work_found_place p JOIN work_found_text f ON f.id = p.text JOIN work_text x ON x.text = f.text;
    CREATE INDEX temp.work_place_text ON work_place (text);
    UPDATE work_text SET remaining = (SELECT count(*) FROM work_place p WHERE p.text = work_text.id AND p.is_left = 1);
    DROP TABLE work_found_place;
    DROP TABLE work_found_text;
    CREATE INDEX temp.work_text_left ON work_text (remaining, plain, overlap);`)
}

/** Words by the texts they are in. Made when they are first asked for. */
export function makeTokenTables(db: DatabaseSync): void {
  db.exec(`
    CREATE TEMP TABLE work_token (
      id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, overlap INTEGER NOT NULL, texts INTEGER NOT NULL DEFAULT 0,
      remaining INTEGER NOT NULL DEFAULT 0, seq INTEGER NOT NULL DEFAULT 0
    );
    CREATE TEMP TABLE work_word (token INTEGER NOT NULL, text INTEGER NOT NULL, PRIMARY KEY (token, text)) WITHOUT ROWID;
  `)
}

/** A text in which only letters and digits matter: so that what looks alike stands together. */
export function sortText(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 80)
}

const NUMERIC = /^[\s\d.,+\-eE\\/:]*\d[\s\d.,+\-eE\\/:]*$/

/** Whether there is nothing in a text but numbers. */
export function isNumericText(text: string): boolean {
  return NUMERIC.test(text)
}

const WORD = /[\p{L}\p{M}][\p{L}\p{M}\p{N}]{2,}|\p{N}*\p{L}[\p{L}\p{N}]{2,}|\p{N}{4,}/gu
const MOST_WORDS = 40

/** The words of a text by which it may be grouped, in lower case: no single letters, no short numbers. */
export function tokensOf(text: string): readonly string[] {
  return [...new Set(text.toLowerCase().match(WORD) ?? [])].slice(0, MOST_WORDS)
}
