/** Makes records, full of marks, and lets them come as far as they should, by the commands that the pages call. */
import { randomUUID } from 'node:crypto';
import { allocateCase, readSecond, recordDecision, takeCase } from '../../contexts/decisions/public.ts';
import { startDraft, submitDraft, theForm, withdrawReferral } from '../../contexts/referrals/public.ts';
import { submittable } from '../../platform/forms/journey.ts';
import { checkAnswers } from '../../platform/forms/schema.ts';
import type { Answers } from '../../platform/forms/definition.ts';
import { definitionOn } from '../../platform/pack/definition.ts';
import { Temporal } from '../../platform/pure/time.ts';
import type { Person, Stage } from '../support/stage.ts';
import { type Consents, keepConsents } from './consenting.ts';
import { addFile } from './told-file.ts';
import { type Codes, type Literal, mark, markedAnswers, type Variant } from './marks.ts';
import { lend, plant, recordIdOf, sealOf } from './planting.ts';
import { tellHandOver } from './telling-hand-overs.ts';
import { tellRequest } from './telling-requests.ts';
import { noFile, tellNotice } from './telling-notices.ts';
import { checkedNow } from '../support/checked.ts';
import { markedMore } from './marks-of-more.ts';

export const stagesOfRecord = [
  'draft',
  'unallocated',
  'allocated',
  'second-reading',
  'read-again',
  'decided',
  'withdrawn',
] as const;
export type StageOfRecord = (typeof stagesOfRecord)[number];

/** A record, how far it has come, and the marks in it. */
export interface Told {
  readonly number: number;
  readonly stage: StageOfRecord;
  readonly foreign: boolean;
  /** Made to be written to: it may come further than it was told. */
  readonly moves: boolean;
  readonly reference: string;
  readonly recordId: string;
  /** Where in the ledger the first sight of it stands; 0 where there is none. */
  readonly watched: number;
  /** The day in the queue, where it is in one. */
  readonly due: string | undefined;
  /** What opens what is sealed of it. */
  readonly seal: string;
  readonly answers: Answers;
  /** Of a hand-over: when the draft was saved that is shown with it. */
  readonly seen?: string;
  /** Of a draft that is to be sent: what the page before sending carries. */
  readonly checked?: string;
  /** A file of it, with a copy. */
  readonly fileId: string;
  readonly literals: readonly Literal[];
  /** Of a record of another organisation: none. */
  readonly consents: Consents | undefined;
  /** Of somebody who may not refer. */
  readonly isRequest?: true;
}

export interface TellOptions {
  readonly variant?: Variant;
  /** A draft that lacks its last step. */
  readonly unfinished?: boolean;
  /** A draft whose person refused to be referred and agreed to be identified; the notice that came of it; a hand-over. */
  readonly after?: 'refusal' | 'notice' | 'hand-over' | 'request';
  readonly withoutFiles?: boolean;
  /** Referred by another organisation, to the other authority. */
  readonly foreign?: boolean;
  /** To be written to. A draft is without the answer that no form would accept, so that it can be sent. */
  readonly moves?: boolean;
}

const variants: Readonly<Record<StageOfRecord, Variant>> = {
  draft: 'by-somebody',
  unallocated: 'adult',
  allocated: 'by-email',
  'second-reading': 'child',
  'read-again': 'no-safe-way',
  decided: 'adult',
  withdrawn: 'by-email',
};

/** Makes a record, full of marks, and lets it come so far. */
export async function tell(
  stage: Stage,
  codes: Codes,
  { number, to }: { readonly number: number; readonly to: StageOfRecord },
  options: TellOptions,
): Promise<Told> {
  const { pack } = stage.composed;
  const {
    variant = options.after ? 'adult' : variants[to],
    unfinished = false,
    moves = false,
    foreign = false,
  } = options;
  const form = theForm(pack);
  const marked = markedAnswers(number, variant, codes);
  const more = markedMore(
    form,
    number,
    // One child after the other answers what the first did not.
    ['child', 'decided-for'].includes(variant)
      ? number % 2
      : ['adult', 'by-somebody'].includes(variant)
        ? 0
        : 1,
  );
  const today = Temporal.Now.plainDateISO(pack.timeZone);
  const place = { ...marked.answers['place'], ...(foreign && { circumstances: ['immigration-detention'] }) };
  const parsed = checkAnswers(form, submittable(form, { ...more, ...marked.answers, place }), {
    pack,
    today,
  });
  if (!parsed.ok) throw new Error(`The marked answers are refused: ${JSON.stringify(parsed.error.fields)}`);
  if (options.after === 'hand-over') return tellHandOver(stage, { number, to, marked, moves }, parsed.value);
  if (options.after === 'request') return tellRequest(stage, { number, to, marked, moves });
  if (options.after) return tellNotice(stage, { number, to, marked, moves }, options.after);
  const { responder: last, ...others } = parsed.value;
  const answers: Answers = unfinished || !last ? others : { ...others, responder: last };
  const { reference, fileId } = await begin(
    stage,
    { foreign, number, to, withoutFiles: options.withoutFiles === true },
    answers,
  );
  const recordId = await recordIdOf(stage, reference);
  if (!moves || to !== 'draft') await plant(stage, number, recordId, { to, foreign });
  if (!foreign) await lend(stage, recordId);
  const consents = foreign ? undefined : await keepConsents(stage, reference, number);
  await goOn(stage, number, reference, to);
  const { superuser } = stage.database;
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
    stage: to,
    foreign,
    moves,
    reference,
    recordId,
    watched: seen?.position ?? 0,
    due: queued?.due_on,
    seal: await sealOf(stage, recordId),
    answers,
    ...(moves && to === 'draft' && { checked: await checkedNow(superuser, form, recordId) }),
    fileId,
    literals: marked.literals,
    consents,
  };
}

/** One opens and writes a draft, and another of the team sends it. */
async function begin(
  stage: Stage,
  {
    foreign,
    number,
    to,
    withoutFiles,
  }: {
    readonly foreign: boolean;
    readonly number: number;
    readonly to: StageOfRecord;
    readonly withoutFiles: boolean;
  },
  answers: Answers,
): Promise<Pick<Told, 'reference' | 'fileId'>> {
  const sender = stage.person(foreign ? 'Priya Raman' : 'Sam Okafor');
  const writer = foreign || to === 'draft' ? sender : stage.person('Bethan Lloyd');
  const { reference } = await stage.run(writer, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, answers),
  );
  const fileId = withoutFiles ? noFile : await addFile(stage, writer, reference, number);
  if (to !== 'draft')
    await stage.run(sender, 'referral:submit', reference, (work, permit) => submitDraft(work, permit));
  return { reference, fileId };
}

/** The way of a case, by the commands that the pages call. */
async function goOn(stage: Stage, number: number, reference: string, to: StageOfRecord): Promise<void> {
  const [alex, chris, nell, robin] = ['Alex Morgan', 'Chris Vale', 'Nell Ferris', 'Robin Achebe'].map(name =>
    stage.person(name),
  ) as [Person, Person, Person, Person];
  const decide = (as: Person, which: number) =>
    stage.run(as, 'decision:record', reference, (work, permit) =>
      recordDecision(work, permit, working(stage, number, which)),
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
  if (to === 'withdrawn') {
    await stage.run(stage.person('Sam Okafor'), 'referral:withdraw', reference, (work, permit) =>
      withdrawReferral(work, permit, () => ({
        reason: 'sent-in-error',
        askedBy: 'team',
        words: mark(number, 'account', 19),
      })),
    );
    return;
  }
  await decide(alex, 0);
  if (to === 'decided') await read(true);
}

/** Sends a form as its page does; answers where it leads. */
export async function send(
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

export function decision(
  stage: Stage,
  outcome: 'positive' | 'negative',
  number: number,
  which: number,
): Readonly<Record<string, string>> {
  return {
    outcome,
    reasons: mark(number, 'reasoning', which),
    ...Object.fromEntries(
      heads(stage).flatMap(({ code, elements }, place): (readonly [string, string])[] => [
        [`${code}.reasons`, mark(number, 'reasoning', which + place + 1)],
        ...elements.map(
          element => [`${code}.${element}`, outcome === 'positive' ? 'met' : 'not-shown'] as const,
        ),
      ]),
    ),
  };
}

const working = (stage: Stage, number: number, which: number) => {
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
