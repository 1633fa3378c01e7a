/** Asks every question as every viewer about a record at every stage, and says what came of it in the table's words. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import { actors, type Actor } from './cast.ts';
import { intended } from './intent.ts';
import { findMarks, type Found, type Literal, type Shown, shownClasses } from './marks.ts';
import { type Question, questions, type Sent } from './requests.ts';
import type { StageOfRecord, Told } from './telling.ts';
import type { Signed, World } from './world.ts';
import { readable } from './readable.ts';

/** One line of the table. */
export interface Cell {
  readonly question: Question;
  readonly actor: Actor;
  readonly stage: StageOfRecord | undefined;
}

/** The first of each role speaks for it where there is no record. */
const oneOfEachRole = actors.filter(
  (actor, place) => actors.findIndex(({ role }) => role === actor.role) === place,
);

export const cells: readonly Cell[] = questions.flatMap((question): readonly Cell[] => {
  if (question.stages.length > 0)
    return question.stages.flatMap(stage => actors.map(actor => ({ question, actor, stage })));
  const asking = question.name.includes('/:') ? actors : oneOfEachRole;
  return asking.map(actor => ({ question, actor, stage: undefined }));
});

export const keyOf = ({ question, actor, stage }: Cell): string =>
  [question.name, actor.role, actor.relation, stage ?? '-'].join(',');
const valueOf = (answer: string, shows: Iterable<Shown>): string => {
  const shown = new Set(shows);
  return `${answer},${shownClasses.filter(each => shown.has(each)).join(' ')}`;
};

export const header = 'route,viewer,relation,stage,answer,shows';
export const intendedLine = (cell: Cell): string => {
  const { answer, shows } = intended(cell.question, cell.actor, cell.stage ?? 'unallocated');
  return `${keyOf(cell)},${valueOf(answer, shows)}`;
};

export interface Answered {
  readonly line: string;
  readonly status: number;
  readonly shows: ReadonlySet<Shown>;
  /** Marks of records other than the one asked about. */
  readonly others: Found;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface AskOptions {
  /** Another web on the same database. */
  readonly app?: FastifyInstance;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function ask(world: World, cell: Cell, told: Told, options: AskOptions = {}): Promise<Answered> {
  const signed = await world.sign(cell.actor, { anew: cell.question.name.startsWith('POST /sign-') });
  const sent = cell.question.ask(world, told, signed);
  const sentBack = await send(options.app ?? world.stage.app, sent, signed, options.headers);
  if (cell.question.name === 'POST /sessions/end-others') world.forget();
  const { statusCode, headers } = sentBack;
  const parts = await otherParts(options.app ?? world.stage.app, sentBack.body, signed, options.headers);
  const answer = { statusCode, headers, body: [readable(sentBack), ...parts].join('\n') };
  const found = marksIn(world, told, answer, sent, cell.question.listsCodes ? [] : literalsOf(world, told));
  const shows = found.get(told.number) ?? new Set<Shown>();
  const leads = answer.headers.location ?? '';
  const status =
    answer.statusCode === 303 && leads.startsWith('/sign-in?') ? '303 sign-in' : String(answer.statusCode);
  return {
    line: `${keyOf(cell)},${valueOf(status, shows)}`,
    status: answer.statusCode,
    shows,
    others: new Map([...found].filter(([number]) => number !== told.number)),
    body: answer.body,
    headers: answer.headers,
  };
}

/** What is long to read comes in parts: a page is looked at with all of them. */
async function otherParts(
  app: FastifyInstance,
  first: string,
  as: Signed,
  headers?: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const parts: string[] = [];
  for (let body = first; ; ) {
    const next = /<div class="govuk-pagination__next">\s*<a [^>]*href="([^"#]*\bpart=\d+)/.exec(body)?.[1];
    if (next === undefined) return parts;
    ({ body } = await send(app, { url: next.replaceAll('&amp;', '&') }, as, headers));
    parts.push(body);
  }
}

export function send(
  app: FastifyInstance,
  sent: Sent,
  as: Signed,
  headers: Readonly<Record<string, string>> = {},
) {
  const { url, key = randomUUID() } = sent;
  const isApi = url.startsWith('/api/');
  const identity = isApi
    ? as.token && { authorization: `Bearer ${as.token}` }
    : as.cookie && { cookie: as.cookie };
  const common = { ...headers, ...identity };
  if (sent.json !== undefined)
    return app.inject({
      method: 'POST',
      url,
      headers: { ...common, 'idempotency-key': key },
      payload: sent.json as object,
    });
  if (sent.file !== undefined) return sendFile(app, sent, as, key, common);
  if (!sent.form) return app.inject({ method: 'GET', url, headers: common });
  const payload = new URLSearchParams({ ...sent.form, _csrf: as.csrf, _key: key }).toString();
  return app.inject({
    method: 'POST',
    url,
    headers: { ...common, 'content-type': 'application/x-www-form-urlencoded' },
    payload,
  });
}

async function sendFile(
  app: FastifyInstance,
  { url, form = {}, file = '' }: Sent,
  as: Signed,
  key: string,
  headers: Readonly<Record<string, string>>,
) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ _csrf: as.csrf, _key: key, ...form }))
    body.append(name, value);
  // A browser sends an input in which nothing was chosen as a file without a name.
  body.append('files', new Blob([file]), file === '' ? '' : 'notes.txt');
  const encoded = new Response(body);
  const type = encoded.headers.get('content-type') ?? '';
  return app.inject({
    method: 'POST',
    url,
    headers: { ...headers, 'idempotency-key': key, 'content-type': type },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
}

/** Dates and codes are too few for every record to have its own: those that are written to have only made-up words. */
const literalsOf = (world: World, told: Told): readonly Literal[] =>
  world.told.filter(each => each === told || !each.moves).flatMap(({ literals }) => literals);

/** Every page leads to itself in the other language. */
const withoutAddress = (body: string): string => body.replace(/href="[^"]*\blang=[^"]*"/g, '');
/** What the viewer typed, or asked for in the address, tells nothing that they did not know. */
const withoutEcho = (body: string): string =>
  withoutAddress(body)
    .replace(/<input\b[^>]*\b(?:id|name)="(?:q|reference)"[^>]*>/g, '')
    .replace(/\b(?:q|reference|after|before)=[^"&]*/g, '');

function marksIn(
  world: World,
  told: Told,
  answer: { readonly statusCode: number; readonly body: string },
  sent: Sent,
  literals: readonly Literal[],
): Found {
  const body = sent.typed === undefined ? withoutAddress(answer.body) : withoutEcho(answer.body);
  const found = new Map([...findMarks(body, literals)].map(([number, shown]) => [number, new Set(shown)]));
  const isRefusal = answer.statusCode >= 400 && answer.statusCode !== 422;
  for (const { number, reference } of [told, ...world.told]) {
    // A refusal repeats the address that was asked for, as it does for one that names nothing (oracle.http.test.ts).
    if (!body.includes(reference) || (isRefusal && sent.url.includes(reference))) continue;
    found.set(number, (found.get(number) ?? new Set()).add('process'));
  }
  return found;
}

/** The classes that the viewer's newest sight of the record says were shown, where there is one since `from`. */
export async function sightOf(
  world: World,
  told: Told,
  as: Signed,
  from: Date,
): Promise<readonly string[] | undefined> {
  const { rows } = await sql<{ body: string }>`
    SELECT trail.body FROM ledger.entry JOIN ledger.payload_trail AS trail USING (entry_id)
    WHERE entry.kind = 'sight' AND entry.record_id = ${told.recordId} AND entry.actor_id = ${as.person?.personId ?? null}
      AND entry.at >= ${from.toISOString()} ORDER BY entry.position DESC LIMIT 1`.execute(
    world.stage.database.superuser,
  );
  return rows[0] && (JSON.parse(rows[0].body) as { classes: string[] }).classes;
}

const aboutARecord = [
  'access.relation',
  'access.grant',
  'consent.permission',
  'consent.task',
  'decisions.queue_item',
  'decisions.draft',
  'referrals.draft',
  'referrals.draft_answer',
  'referrals.draft_finding',
  'referrals.draft_typed',
  'referrals.notice',
  'referrals.draft_file',
  'referrals.hand_over',
  'files.file',
  'referrals.referral',
  'referrals.search_key',
  'seal.data_key',
];

/** Everything that a write can change of records, in one word each; sights change nothing. */
export async function fingerprints(world: World, told: readonly Told[]): Promise<readonly string[]> {
  const parts = aboutARecord.map(
    table =>
      sql`(SELECT string_agg(held::text, ',' ORDER BY held::text) FROM ${sql.table(table)} AS held WHERE held.record_id = record.record_id)`,
  );
  const { rows } = await sql<{ word: string }>`
    SELECT md5(concat_ws('|', record::text, ${sql.join(parts)},
      (SELECT count(*) FROM ledger.entry WHERE entry.record_id = record.record_id AND kind = 'change'))) AS word
    FROM access.record WHERE record_id = ANY (${told.map(({ recordId }) => recordId)}::uuid[]) ORDER BY record_id`.execute(
    world.stage.database.superuser,
  );
  return rows.map(({ word }) => word);
}
