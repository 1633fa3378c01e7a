/** A small country in which every kind of viewer looks at records at every stage, each full of marks. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { allocateCase, readSecond, recordDecision, takeCase } from '../../contexts/decisions/public.ts';
import { startDraft, submitReferral, theForm } from '../../contexts/referrals/public.ts';
import { checkAnswers } from '../../platform/forms/schema.ts';
import type { Answers } from '../../platform/forms/definition.ts';
import { csrfToken } from '../../platform/http/csrf.ts';
import { digestOf, endSession, startSession } from '../../platform/http/session.ts';
import { cookieName } from '../../platform/http/visit.ts';
import { recordSight } from '../../platform/ledger/append.ts';
import { definitionOn } from '../../platform/pack/definition.ts';
import type { DataClass } from '../../platform/pure/classes.ts';
import { ok } from '../../platform/pure/result.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { openStage, type Person, type Stage, type StageOptions } from '../support/stage.ts';
import { type Actor, cast, personOf } from './cast.ts';
import { type Codes, type Literal, mark, markedAnswers, type Variant } from './marks.ts';

export const stagesOfRecord = [
  'draft',
  'unallocated',
  'allocated',
  'second-reading',
  'read-again',
  'decided',
] as const;
export type StageOfRecord = (typeof stagesOfRecord)[number];

/** A record, how far it has come, and the marks in it. */
export interface Told {
  readonly number: number;
  readonly stage: StageOfRecord;
  readonly reference: string;
  readonly recordId: string;
  /** Where in the ledger the first sight of it stands; 0 where there is none. */
  readonly watched: number;
  /** The day in the queue, where it is in one. */
  readonly due: string | undefined;
  readonly answers: Answers;
  readonly literals: readonly Literal[];
}

/** What a browser or client brings with it. */
export interface Signed {
  readonly person: Person | undefined;
  readonly cookie: string | undefined;
  readonly csrf: string;
  readonly token: string | undefined;
}

export interface TellOptions {
  readonly variant?: Variant;
  /** A draft that lacks its last step. */
  readonly unfinished?: boolean;
  /** A draft without the answer that no form would accept, so that it can be sent. */
  readonly sendable?: boolean;
}

export interface World {
  readonly stage: Stage;
  readonly codes: Codes;
  /** Makes a record of its own that has come so far. `unfinished` drafts lack their last step. */
  tell(stage: StageOfRecord, options?: TellOptions): Promise<Told>;
  sign(actor: Actor, options?: { readonly anew?: boolean }): Promise<Signed>;
  /** Every record that was made. */
  readonly told: readonly Told[];
  /** A screening that the referrer made. */
  readonly screened: string;
  /** A decision of its form, every head worked through, full of marks. */
  decision(
    outcome: 'positive' | 'negative',
    number: number,
    which?: number,
  ): Readonly<Record<string, string>>;
}

const variants: Readonly<Record<StageOfRecord, Variant>> = {
  draft: 'by-somebody',
  unallocated: 'adult',
  allocated: 'by-email',
  'second-reading': 'child',
  'read-again': 'no-safe-way',
  decided: 'adult',
};

export async function openWorld(options: StageOptions = {}): Promise<World> {
  const stage = await openStage({ ...options, cast });
  const codes = codesOf(stage);
  const known = new Map<Actor, Promise<Signed>>();
  const told: Told[] = [];
  let next = 0;
  const world: World = {
    stage,
    codes,
    told,
    tell: async (stage, options = {}) => {
      const one = await tell(world, next++, stage, options);
      told.push(one);
      return one;
    },
    sign: (actor, { anew = false } = {}) => {
      const found = (anew ? undefined : known.get(actor)) ?? sign(stage, actor);
      known.set(actor, found);
      return found;
    },
    screened: (await send(stage, 'Sam Okafor', '/signs/check?setting=police-stop&ageStatus=adult', {})).slice(
      '/signs/'.length,
    ),
    decision: (outcome, number, which = 0) => decision(stage, outcome, number, which),
  };
  return world;
}

function codesOf({ composed: { pack } }: Stage): Codes {
  const from = (list: string) =>
    (pack.lists[list]?.codes ?? [])
      .filter(({ code, until, label }) => !until && !code.endsWith('not-known') && label.en.length > 8)
      .map(({ code, label }) => [code, label.en] as const);
  return { nationality: from('nationalities'), area: from('regions'), authority: from('local-authorities') };
}

async function tell(world: World, number: number, stage: StageOfRecord, options: TellOptions): Promise<Told> {
  const { pack } = world.stage.composed;
  const { variant = variants[stage], unfinished = false, sendable = false } = options;
  const marked = markedAnswers(number, variant, world.codes);
  const today = Temporal.Now.plainDateISO(pack.timeZone);
  const parsed = checkAnswers(theForm(pack), marked.answers, { pack, today });
  if (!parsed.ok) throw new Error(`The marked answers are refused: ${JSON.stringify(parsed.error.fields)}`);
  const { responder: last, ...others } = parsed.value;
  const answers: Answers = unfinished || !last ? others : { ...others, responder: last };
  const reference = await begin(world, stage, answers);
  const recordId = await recordIdOf(world, reference);
  if (!sendable || stage !== 'draft') await plant(world, number, recordId, stage);
  await lend(world, recordId);
  await goOn(world, number, reference, stage);
  const { superuser } = world.stage.database;
  const queued = await superuser
    .selectFrom('decisions.queue_item')
    .select('due_on')
    .where('record_id', '=', recordId)
    .executeTakeFirst();
  const seen = await superuser
    .selectFrom('ledger.entry')
    .select('position')
    .where('record_id', '=', recordId)
    .where('kind', '=', 'sight')
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  return {
    number,
    stage,
    reference,
    recordId,
    watched: Number(seen?.position ?? 0),
    due: queued?.due_on,
    answers,
    literals: marked.literals,
  };
}

async function begin({ stage }: World, to: StageOfRecord, answers: Answers): Promise<string> {
  const sam = stage.person('Sam Okafor');
  const opened = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
    to === 'draft' ? startDraft(work, permit, answers) : submitReferral(work, permit, answers),
  );
  return opened.reference;
}

/** The way of a case, by the commands that the pages call. */
async function goOn(world: World, number: number, reference: string, to: StageOfRecord): Promise<void> {
  const { stage } = world;
  const [alex, chris, nell, robin] = ['Alex Morgan', 'Chris Vale', 'Nell Ferris', 'Robin Achebe'].map(name =>
    stage.person(name),
  ) as [Person, Person, Person, Person];
  const decide = (as: Person, which: number) =>
    stage.run(as, 'decision:record', reference, (work, permit) =>
      recordDecision(work, permit, working(world, number, which)),
    );
  const read = (agrees: boolean) =>
    stage.run(chris, 'decision:second-read', reference, (work, permit) =>
      readSecond(work, permit, { agrees, reasons: mark(number, 'reasoning', agrees ? 20 : 21) }),
    );
  const allocate = (whom: Person) =>
    stage.run(robin, 'case:allocate', reference, (work, permit) => allocateCase(work, permit, whom.personId));
  if (to === 'draft' || to === 'unallocated') return;
  if (to === 'read-again') {
    await allocate(nell);
    await decide(nell, 10);
    await read(false);
    await allocate(alex);
  } else await stage.run(alex, 'case:take', reference, (work, permit) => takeCase(work, permit));
  if (to === 'allocated') {
    const typed = { reasons: mark(number, 'own-draft'), 'trafficking.reasons': mark(number, 'own-draft', 1) };
    await send(stage, alex.name, `/cases/${reference}/decide/draft`, typed);
    return;
  }
  await decide(alex, 0);
  if (to === 'decided') await read(true);
}

/** Sends a form as its page does; answers where it leads. */
async function send(
  stage: Stage,
  name: string,
  url: string,
  typed: Readonly<Record<string, string>>,
): Promise<string> {
  const { cookie, csrf } = await stage.signIn(stage.person(name));
  const payload = new URLSearchParams({ ...typed, _csrf: csrf, _key: randomUUID() }).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await stage.app.inject({ method: 'POST', url, headers, payload });
  if (answer.statusCode !== 303) throw new Error(`${url}: ${answer.statusCode}`);
  return String(answer.headers.location);
}

function heads({ composed: { pack } }: Stage) {
  const found = definitionOn(pack, Temporal.Now.plainDateISO(pack.timeZone), 'adult');
  if (!found.ok) throw new Error('The pack has no definition for today');
  return found.value.heads;
}

function decision(
  stage: Stage,
  outcome: 'positive' | 'negative',
  number: number,
  which: number,
): Readonly<Record<string, string>> {
  return {
    outcome,
    reasons: mark(number, 'reasoning', which),
    ...Object.fromEntries(
      heads(stage).flatMap(({ code, elements }, place) => [
        [`${code}.reasons`, mark(number, 'reasoning', which + place + 1)],
        ...elements.map(element => [`${code}.${element}`, outcome === 'positive' ? 'met' : 'not-shown']),
      ]),
    ),
  };
}

const working = ({ stage }: World, number: number, which: number) => {
  const worked = heads(stage);
  return {
    outcome: 'negative' as const,
    reasons: mark(number, 'reasoning', which),
    findings: new Map(
      worked.flatMap(({ code, elements }) =>
        elements.map(element => [`${code}.${element}`, 'not-shown'] as const),
      ),
    ),
    headReasons: new Map(
      worked.map(({ code }, place) => [code, mark(number, 'reasoning', which + place + 1)]),
    ),
  };
};

async function recordIdOf({ stage }: World, reference: string): Promise<string> {
  const row = await stage.database.superuser
    .selectFrom('access.record')
    .select('record_id')
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow();
  return row.record_id;
}

/** Classes that no form asks for yet, a mark in the one that asks for codes alone, and somebody who has looked already. */
async function plant(world: World, number: number, recordId: string, to: StageOfRecord): Promise<void> {
  const { superuser } = world.stage.database;
  const strange = JSON.stringify({ place: { circumstances: [mark(number, 'immigration')] } });
  if (to === 'draft') {
    await sql`UPDATE referrals.draft_answer SET answers = ${strange} WHERE record_id = ${recordId} AND data_class = 'immigration'`.execute(
      superuser,
    );
    return;
  }
  await sql`UPDATE ledger.payload_immigration SET body = ${`{"answers":${strange}}`} WHERE record_id = ${recordId}`.execute(
    superuser,
  );
  for (const name of ['health', 'support', 'intelligence', 'third-party'] as const) {
    const body = JSON.stringify({ answers: { person: { language: mark(number, name) } } });
    await sql`INSERT INTO ${sql.table(`ledger.payload_${name.replaceAll('-', '_')}`)} (entry_id, record_id, salt, body)
      SELECT entry_id, record_id, sha256(${body}::bytea), ${body} FROM ledger.entry WHERE record_id = ${recordId} AND type = 'referral-submitted'`.execute(
      superuser,
    );
  }
  const onlooker = { ...world.stage.person('Kit Drummond'), name: mark(number, 'trail') };
  await world.stage.run(onlooker, 'queue:view', undefined, async work =>
    ok(await recordSight(work, [recordId], 'case-seen', ['identity'])),
  );
}

const allClasses = sql<string>`unnest(ARRAY['process', 'identity', 'account', 'contact', 'location', 'immigration', 'reasoning', 'trail'])`;

/** Grants that are over, for something else, or for less than the whole; and what somebody declared of themselves. */
async function lend({ stage }: World, recordId: string): Promise<void> {
  const { superuser } = stage.database;
  const to = async (
    name: string,
    purpose: string,
    more: { until?: string; closed?: string; classes?: readonly DataClass[] } = {},
  ) => {
    const { team, personId } = stage.person(name);
    const classes = more.classes ? sql`unnest(${[...more.classes]}::text[])` : allClasses;
    await sql`INSERT INTO access."grant" (record_id, party_id, data_class, purpose, basis, given_by, given_at, until_at, closed_at)
      SELECT ${recordId}::uuid, ${team.id}::uuid, class, ${purpose}, 'consent', ${personId}::uuid, now() - interval '9 days',
        ${more.until ?? null}::timestamptz, ${more.closed ?? null}::timestamptz FROM ${classes} AS class`.execute(
      superuser,
    );
  };
  const yesterday = Temporal.Now.instant().subtract({ hours: 24 }).toString();
  await to('Lars Pending', 'referral', { until: yesterday });
  await to('Cleo Shutt', 'referral', { closed: yesterday });
  await to('Otto Sidewise', 'identification-decision');
  await to('Pia Halfway', 'referral', { classes: ['process', 'identity'] });
  await to('Wally Stone', 'immigration-control', { classes: ['process', 'identity', 'immigration'] });
  await sql`INSERT INTO access.relation (record_id, party_id, relation) VALUES (${recordId}, ${stage.person('Con Flint').personId}, 'conflicted')`.execute(
    superuser,
  );
}

async function sign(stage: Stage, actor: Actor): Promise<Signed> {
  const { settings, database } = stage;
  if (!actor.person)
    return { person: undefined, cookie: undefined, csrf: csrfToken(settings.secret, ''), token: undefined };
  const person = personOf(stage, actor.person);
  const { email: _, ...viewer } = person;
  const [browser, token] = [
    await startSession(database.app, { viewer, kind: 'browser' }),
    await startSession(database.app, { viewer, kind: 'token' }),
  ];
  if (actor.session) for (const { id } of [browser, token]) await over(stage, id, actor.session);
  return {
    person,
    cookie: `${cookieName(false)}=${browser.id}`,
    csrf: csrfToken(settings.secret, browser.id),
    token: token.id,
  };
}

async function over(stage: Stage, id: string, how: 'idle' | 'ended'): Promise<void> {
  if (how === 'ended') return endSession(stage.database.app, digestOf(id));
  // A token has no idle time, but a last day.
  await sql`UPDATE http.session SET last_seen_at = now() - interval '16 minutes', started_at = now() - interval '2 days',
    ends_at = CASE kind WHEN 'token' THEN now() - interval '1 second' ELSE ends_at END WHERE digest = ${digestOf(id)}`.execute(
    stage.database.superuser,
  );
}
