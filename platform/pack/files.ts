import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { keysOf, meant, sayIssue, sayYaml, valueAt } from './explain.ts';
import { sayCsv } from './explain-csv.ts';

/** Something wrong in a pack: which file, where in it, and what. */
export interface Problem {
  readonly file: string; // from the pack's folder: rules/decisions.yaml
  readonly path: string; // rules.3.from
  readonly line?: number;
  readonly message: string;
}

/** Where each part of a file that was read stands in it. */
type Lines = (path: string) => number | undefined;

/** Reads a pack's files and collects every problem, so that an author sees all of them at once. */
export interface Reading {
  readonly dir: string;
  /** Whose keys are read, where it is no pack. */
  readonly of?: string;
  readonly problems: Problem[];
  /** By file. */
  readonly lines: Map<string, Lines>;
}

/** Where the parts came from, so that a broken reference can name its file. */
export interface Places {
  readonly rules: readonly { readonly file: string; readonly path: string }[];
  readonly scenarios: readonly { readonly file: string; readonly path: string }[];
}

/** Every file of the pack, sorted, by its path from the pack's folder. */
export async function listPackFiles(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const path = (folder: string, name: string) =>
    join(folder, name).slice(join(dir, '/').length).replaceAll('\\', '/');
  return entries
    .filter(entry => !entry.isDirectory())
    .map(entry => path(entry.parentPath, entry.name))
    .sort();
}

/** A YAML or JSON file. Both go through the YAML parser, since JSON's own silently keeps the last of two equal keys. */
export async function readData<S extends z.ZodType>(
  reading: Reading,
  file: string,
  schema: S,
): Promise<z.output<S> | undefined> {
  const text = await readText(reading, file);
  if (text === undefined) return undefined;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  if (document.errors.length > 0) {
    for (const { code, message, pos } of document.errors)
      reading.problems.push({
        file,
        path: '',
        line: lines.linePos(pos[0]).line,
        message: sayYaml(code, message),
      });
    return undefined;
  }
  const whole: unknown = document.toJS();
  reading.lines.set(file, path => {
    const places = placesIn(document, path);
    return document.hasIn(places.slice(0, 1)) ? lineOf(document, lines, places) : undefined;
  });
  const parsed = schema.safeParse(whole);
  if (parsed.success) return parsed.data;
  for (const { path, message } of spread(parsed.error.issues, whole, schema, reading.of)) {
    const line = lineOf(document, lines, path);
    reading.problems.push({ file, path: path.join('.'), ...(line ? { line } : {}), message });
  }
  return undefined;
}

/** A CSV file with a header; empty cells are left out of a row. */
export async function readTable<S extends z.ZodType>(
  reading: Reading,
  file: string,
  row: S,
): Promise<z.output<S>[]> {
  const text = await readText(reading, file);
  if (text === undefined) return [];
  let records: { record: Record<string, string>; info: { lines: number } }[];
  try {
    records = parseCsv(text, { columns: true, bom: true, info: true, skip_empty_lines: true }) as never;
  } catch (error) {
    reading.problems.push({ file, path: '', ...sayCsv(error) });
    return [];
  }
  return records.flatMap(({ record, info }, at) => {
    const filled = Object.fromEntries(Object.entries(record).filter(([, cell]) => cell !== ''));
    const parsed = row.safeParse(filled);
    if (parsed.success) return [parsed.data];
    for (const { path, message } of spread(parsed.error.issues, filled, row))
      reading.problems.push({ file, path: ['row', at + 1, ...path].join('.'), line: info.lines, message });
    return [];
  });
}

export async function readText(reading: Reading, file: string): Promise<string | undefined> {
  try {
    return await readFile(join(reading.dir, file), 'utf8');
  } catch {
    reading.problems.push({ file, path: '', message: 'is missing or cannot be read' });
    return undefined;
  }
}

interface Place {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** An unknown key is named as the place, with the key that was meant where one is near. */
function spread(
  issues: readonly z.core.$ZodIssue[],
  whole: unknown,
  schema: z.ZodType,
  of = 'a pack',
): Place[] {
  return issues.flatMap((issue): Place[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map(key => ({
        path: [...issue.path, key],
        message: `is not a key that ${of} has${meant(key, keysOf(schema))}`,
      }));
    if (issue.code === 'invalid_key')
      return [{ path: issue.path, message: issue.issues.map(each => each.message).join(', ') }];
    return [{ path: issue.path, message: sayIssue(issue, valueAt(whole, issue.path)) }];
  });
}

/** A message's id has dots of its own. */
const placesIn = (document: Document, path: string): readonly PropertyKey[] =>
  document.hasIn([path]) ? [path] : path.split('.').map(each => (/^\d+$/.test(each) ? Number(each) : each));

function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}
