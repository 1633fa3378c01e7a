import type { z } from 'zod';
import type { ByLanguage, Language } from '../text/language.ts';
import {
  listPackFiles,
  readData,
  readTable,
  readText,
  type Places,
  type Problem,
  type Reading,
} from './files.ts';
import { findBrokenInformation } from './information-words.ts';
import { readInformation } from './load-information.ts';
import { todoFor } from './explain.ts';
import type { CodeList, Pack } from './pack.ts';
import { findBrokenReferences } from './references.ts';
import { fileSchemas, listRow } from './schema.ts';
import { findMissingWords } from './words-needed.ts';

/** A pack that cannot be used, with everything that is wrong in it. */
export class PackError extends Error {
  readonly problems: readonly Problem[];
  constructor(dir: string, problems: readonly Problem[]) {
    super(
      `The pack in ${dir} has ${problems.length} problem${problems.length === 1 ? '' : 's'}:\n${problems.map(sayProblem).join('\n')}`,
    );
    this.name = 'PackError';
    this.problems = problems;
  }
}

/** `rules/decisions.yaml:14 rules.3.from: must be a date`, and beneath it what to do. */
export const sayProblem = ({ file, line, path, message }: Problem): string =>
  `${file}${line ? `:${line}` : ''}${path ? ` ${path}` : ''}: ${message}\n    ${todoFor(message)}`;

const aside = [
  'permits.cedar',
  'README.md',
  'demonstration.yaml',
  'official-form.yaml',
  'identifying.yaml',
  'systems.yaml',
];
const single = [
  'pack',
  'nations',
  'roles',
  'authorities',
  'grants',
  'consent',
  'protection',
  'retention',
  'glass',
  'sources',
  'signs',
  'definition',
] as const;

/**
 * Reads, checks and assembles a jurisdiction. Throws one PackError that lists every problem.
 * Known files: `<single>.yaml`, `official-form.yaml`, `identifying.yaml` and `systems.yaml` where there is one, `permits.cedar`, `rules/*.yaml`, `calendars/*.yaml`,
 * `lists/*.csv`, `forms/*.yaml`, `scenarios/*.yaml`, `messages/<language>.json`, what `load-information.ts` reads, `README.md`,
 * and `demonstration.yaml` (read by app/demonstration alone).
 * Any other file is a problem: a pack holds no code.
 */
export async function loadPack(dir: string): Promise<Pack> {
  const { pack, problems } = await inspectPack(dir);
  if (!pack || problems.length > 0) throw new PackError(dir, problems);
  return pack;
}

/** What could be read of a pack, what is wrong with it, and where its parts stand. */
export interface Inspected {
  /** Absent where a file that every pack has cannot be read. */
  readonly pack: Pack | undefined;
  readonly problems: readonly Problem[];
  readonly places: Places;
  /** A problem with its line. */
  readonly placed: (problem: Problem) => Problem;
}

/** @throws PackError where there is no such folder */
export async function inspectPack(dir: string): Promise<Inspected> {
  const reading: Reading = { dir, problems: [], lines: new Map() };
  const files = await listPackFiles(dir).catch((error: NodeJS.ErrnoException) => {
    const message =
      error.code === 'ENOENT' ? 'there is no such folder' : `the folder cannot be read (${error.code})`;
    throw new PackError(dir, [{ file: dir, path: '', message }]);
  });
  const read = await readPack(reading, files);
  if (read) {
    // What a broken file defines is not there to be found: naming it again where it is used would only be noise.
    const broken = new Set(reading.problems.map(each => each.file));
    reading.problems.push(
      ...findBrokenReferences(read.pack, read.places, broken),
      ...findMissingWords(read.pack, broken),
      ...findBrokenInformation(read.pack, broken),
    );
  }
  return {
    pack: read?.pack,
    problems: reading.problems.map(each => placed(each, reading)),
    places: read?.places ?? { rules: [], scenarios: [] },
    placed: problem => placed(problem, reading),
  };
}

/** With the line, where the file could be read and the problem names a place in it. */
function placed(problem: Problem, { lines }: Reading): Problem {
  const line = problem.line ?? (problem.path === '' ? undefined : lines.get(problem.file)?.(problem.path));
  return line === undefined ? problem : { ...problem, line };
}

async function readPack(reading: Reading, files: readonly string[]) {
  const known = new Set<string>([...aside, ...single.map(name => `${name}.yaml`)]);
  const among = (folder: string, extension: string): string[] => {
    const found = files.filter(file => new RegExp(`^${folder}/[a-z][a-z0-9-]*\\.${extension}$`).test(file));
    for (const file of found) known.add(file);
    return found;
  };
  const many = <S extends z.ZodType>(folder: string, schema: S) =>
    Promise.all(
      among(folder, 'yaml').map(async file => ({ file, data: await readData(reading, file, schema) })),
    );

  const [
    head,
    nations,
    roles,
    authorities,
    grants,
    consent,
    protection,
    retention,
    glass,
    sources,
    signs,
    definition,
  ] = await Promise.all([
    readData(reading, 'pack.yaml', fileSchemas.pack),
    readData(reading, 'nations.yaml', fileSchemas.nations),
    readData(reading, 'roles.yaml', fileSchemas.roles),
    readData(reading, 'authorities.yaml', fileSchemas.authorities),
    readData(reading, 'grants.yaml', fileSchemas.grants),
    readData(reading, 'consent.yaml', fileSchemas.consent),
    readData(reading, 'protection.yaml', fileSchemas.protection),
    readData(reading, 'retention.yaml', fileSchemas.retention),
    readData(reading, 'glass.yaml', fileSchemas.glass),
    readData(reading, 'sources.yaml', fileSchemas.sources),
    readData(reading, 'signs.yaml', fileSchemas.signs),
    readData(reading, 'definition.yaml', fileSchemas.definition),
  ]);
  const [rules, calendars, forms, scenarios] = await Promise.all([
    many('rules', fileSchemas.rules),
    many('calendars', fileSchemas.calendar),
    many('forms', fileSchemas.form),
    many('scenarios', fileSchemas.scenarios),
  ]);
  const lists = await Promise.all(
    among('lists', 'csv').map(
      async file => [nameOf(file), await readList(reading, file, head?.languages ?? [])] as const,
    ),
  );
  const messages = await readMessages(reading, files, head?.languages, known);
  const information = await readInformation(reading, files, known);
  const officialForm = files.includes('official-form.yaml')
    ? await readData(reading, 'official-form.yaml', fileSchemas['official-form'])
    : undefined;
  const identifying = files.includes('identifying.yaml')
    ? await readData(reading, 'identifying.yaml', fileSchemas.identifying)
    : undefined;
  const systems = files.includes('systems.yaml')
    ? await readData(reading, 'systems.yaml', fileSchemas.systems)
    : undefined;
  const cedar = await readText(reading, 'permits.cedar');
  for (const file of files)
    if (!known.has(file)) reading.problems.push({ file, path: '', message: 'is not a file that a pack has' });
  for (const { file, data } of forms)
    if (data && data.id !== nameOf(file))
      reading.problems.push({ file, path: 'id', message: `must be "${nameOf(file)}", as the file is named` });

  if (
    !head ||
    !nations ||
    !roles ||
    !authorities ||
    !grants ||
    !consent ||
    !protection ||
    !retention ||
    !glass ||
    !sources ||
    !signs ||
    !definition ||
    cedar === undefined
  )
    return undefined;
  const [only, ...rest] = nations.nations;
  const pack: Pack = {
    ...head,
    ...nations,
    ...roles,
    ...authorities,
    ...grants,
    consent,
    ...protection,
    ...retention,
    glass,
    ...sources,
    signs,
    definition,
    ...(officialForm && { officialForm }),
    ...(identifying && { identifying }),
    ...systems,
    messages,
    ...(information && { information }),
    cedar,
    rules: rules.flatMap(({ data }) => data?.rules ?? []),
    scenarios: scenarios.flatMap(({ data }) => data?.scenarios ?? []),
    calendars: named(calendars, ({ weekend, coversFrom, coversUntil, holidays }) => ({
      weekend,
      coversFrom,
      coversUntil,
      holidays: new Set(holidays.map(each => each.date)),
    })),
    // Where there is one nation nobody is asked in which they are.
    forms: named(forms, form => (only && !rest.length ? { ...form, nation: only.code } : form)),
    lists: Object.fromEntries(lists),
  };
  const places: Places = {
    rules: rules.flatMap(({ file, data }) =>
      (data?.rules ?? []).map((_, at) => ({ file, path: `rules.${at}` })),
    ),
    scenarios: scenarios.flatMap(({ file, data }) =>
      (data?.scenarios ?? []).map((_, at) => ({ file, path: `scenarios.${at}` })),
    ),
  };
  return { pack, places };
}

async function readList(reading: Reading, file: string, spoken: readonly Language[]): Promise<CodeList> {
  const rows = await readTable(reading, file, listRow);
  const codes = rows.map(({ code, en, iso, nation, from, until, ...labels }) => ({
    code,
    ...(iso !== undefined && { iso }),
    ...(nation !== undefined && { nation }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    // What has no label in a language is shown in English.
    label: { ...Object.fromEntries(spoken.map(language => [language, en])), cy: en, ...labels, en },
  }));
  const byCode = new Map(codes.map(each => [each.code, each]));
  if (byCode.size < codes.length) {
    const twice = codes.find((each, at) => codes.findIndex(other => other.code === each.code) < at);
    reading.problems.push({ file, path: 'code', message: `"${twice?.code}" stands in two rows` });
  }
  return { codes, byCode };
}

/** Which languages there must be is in pack.yaml; where that is broken, those that are there are checked. */
async function readMessages(
  reading: Reading,
  files: readonly string[],
  spoken: readonly Language[] | undefined,
  known: Set<string>,
) {
  const messages: ByLanguage<Record<string, string>> & Record<Language, Record<string, string>> = {
    en: {},
    cy: {},
  };
  // The pack's words are written in English first, from which the others are checked, also where nobody is shown English.
  const wanted = spoken
    ? new Set(['en', ...spoken])
    : files.flatMap(file => /^messages\/(.+)\.json$/.exec(file)?.[1] ?? []);
  for (const language of wanted) {
    const file = `messages/${language}.json`;
    known.add(file);
    const { _status, ...words } = (await readData(reading, file, fileSchemas.messages)) ?? {};
    messages[language] = words;
  }
  return messages;
}

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1, file.lastIndexOf('.'));

function named<T, U>(
  read: readonly { file: string; data: T | undefined }[],
  build: (data: T) => U,
): Record<string, U> {
  return Object.fromEntries(read.flatMap(({ file, data }) => (data ? [[nameOf(file), build(data)]] : [])));
}
