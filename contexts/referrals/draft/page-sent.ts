/** A page of a draft as it was sent, against what is saved by now: what of it may be saved, and what has to be asked. */
import { isDeepStrictEqual } from 'node:util';
import { baseOf, mergeOn, nextBase, readBase, writeBase } from '../../../platform/forms/based.ts';
import { choose, clashMessage } from '../../../platform/forms/clash.ts';
import type { Answers, FormDefinition, StepDefinition } from '../../../platform/forms/definition.ts';
import { parseStep } from '../../../platform/forms/parse.ts';
import { shapeToday } from '../../../platform/forms/shape.ts';
import { typedParts, withoutSealed } from '../../../platform/forms/typed-part.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import type { Json } from '../../../platform/pure/json.ts';
import type { PlainDate } from '../../../platform/pure/time.ts';
import type { Work } from '../../../platform/work.ts';
import { judgeStep, ofTyped } from './judge-page.ts';
import { removesIdentity } from '../notice/refusing.ts';
import { standingIn } from '../notice/removal.ts';
import type { Asking } from '../rules.ts';
import { namesNobody } from '../notice/nameless.ts';
import { findSalt, forgetTyped, keepTyped } from './together-store.ts';

type StepAnswers = Answers[string];
/** Set by the script that saves what is typed as it is typed. */
export const typingName = '_typing';

/** A page of a draft as a browser sent it. */
export interface PageSent {
  readonly step: string;
  readonly body: unknown;
  /** Who leaves it for later may leave questions open. */
  readonly leaves?: boolean;
  /** Nobody pressed anything: it is saved while they type. */
  readonly isTyping?: boolean;
}

interface Before {
  readonly step: StepDefinition;
  readonly soFar: Answers;
  readonly salt: string;
  /** One of several that this page was about is not there any more. */
  readonly isGone?: boolean;
}

export interface PageRead {
  /** All that stands on the page. */
  readonly typed: StepAnswers;
  /** What of it may be saved. */
  readonly answers: StepAnswers;
  readonly faults: readonly FieldError[];
  /** Fields that were changed here and by somebody else. */
  readonly clashes: readonly string[];
  /** Fields of which what is saved stays, and not what the page showed: nobody changed them there, or it was chosen. */
  readonly taken: readonly string[];
}

export function readPage(
  { pack, form }: Asking,
  { step, soFar, salt, isGone = false }: Before,
  { body, isTyping = false }: Pick<PageSent, 'body' | 'isTyping'>,
  today: PlainDate,
): PageRead {
  const saved = soFar[step.id] ?? {};
  const sent: unknown = isTyping ? withoutSealed(step, bodyOf(body)) : body;
  const parsed = settled({ pack, form }, step, parseStep(form, step, sent, soFar), today);
  const { answers: typed, open } = choose(step, body, { typed: parsed, saved });
  const base = baseIn(body);
  const merged = mergeOn(base, typed, { step, saved, salt });
  const wasThere = isGone && base !== undefined && base.size > 0;
  const clashes = wasThere ? Object.keys(typed) : [...new Set([...merged.clashes, ...open])];
  const kept = new Set(clashes);
  const toJudge = Object.fromEntries(
    step.fields.flatMap(({ id }): [string, Json][] => {
      const answer = (kept.has(id) ? saved : merged.answers)[id];
      return answer === undefined ? [] : [[id, answer]];
    }),
  );
  const page = { step, typed: toJudge, soFar };
  const { answers, faults } = judgeStep({ pack, form }, page, today);
  const taken = step.fields
    .map(({ id }) => id)
    .filter(id => !kept.has(id) && !isDeepStrictEqual(toJudge[id], parsed[id]));
  return { typed, answers, faults, clashes, taken };
}

const bodyOf = (body: unknown): Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
export const baseIn = (body: unknown) => readBase(bodyOf(body)['_base']);

/** As they would be saved, wherever they are sound: only so are they compared with what is. */
function settled(
  { pack, form }: Asking,
  step: StepDefinition,
  typed: StepAnswers,
  today: PlainDate,
): StepAnswers {
  const { shape } = shapeToday(form, step, { pack, today });
  return Object.fromEntries(
    Object.entries(typed).map(([id, answer]) => {
      const parsed = shape[id]?.safeParse(answer);
      return [id, parsed?.success ? (parsed.data as Json) : answer];
    }),
  );
}

/** What a page that is shown with these inputs is made from, now. */
export function baseOfTyped(
  { pack, form }: Asking,
  { step, soFar, salt }: Before,
  typed: unknown,
  today: PlainDate,
): string {
  const read = settled({ pack, form }, step, parseStep(form, step, typed, soFar), today);
  return writeBase(nextBase(baseIn(typed), read, { step, saved: soFar[step.id] ?? {}, salt }));
}

/** What has to be put right, and what has to be chosen: a choice first, and by itself. */
export function troubles(
  step: StepDefinition,
  read: PageRead,
  { leaves = false, isTyping = false }: Pick<PageSent, 'leaves' | 'isTyping'>,
): readonly FieldError[] {
  const { clashes, faults } = read;
  if (clashes.length > 0) return clashes.map(id => ({ field: `${step.id}.${id}`, message: clashMessage }));
  return leaves || isTyping ? typedWrongly(step, read) : faults;
}

export const typedWrongly = (step: StepDefinition, { faults, typed }: PageRead): readonly FieldError[] =>
  ofTyped(faults, { step, typed });

interface Left {
  readonly form: FormDefinition;
  readonly step: StepDefinition;
  /** All answers of the draft after this page was saved; of an item's page, as though it were about that item. */
  readonly answers: Answers;
  readonly salt: string;
  readonly place: string;
  readonly read: PageRead;
  /** Nothing of it was saved. */
  readonly isHeld?: boolean;
  /** Identification had been refused before: only what tells of nobody is kept then, and what pages are compared by stands. */
  readonly isNameless?: boolean;
}

/**
 * What stands on the page and is no answer is kept beside the draft, and found again when the page is opened; so is that the
 * page was begun. Where identification is refused by this very page nothing is, and in its notice nothing of a class that could
 * say who they are. Answers what the page is made from now, where it stays open.
 */
export async function keepWhatIsLeft(
  work: Work,
  recordId: string,
  { form, step, answers, salt, place, read, isHeld = false, isNameless = false }: Left,
  { body, isTyping = false }: PageSent,
): Promise<string | undefined> {
  if (removesIdentity(standingIn(work, answers)) && !isNameless) {
    await forgetTyped(work, recordId, place);
    // What the page was compared by went with what was removed.
    const fresh = (await findSalt(work, recordId)) ?? salt;
    return writeBase(baseOf({ step, saved: answers[step.id] ?? {}, salt: fresh }));
  }
  const left = new Set(read.clashes);
  for (const { field } of typedWrongly(step, read)) {
    const id = field.split('.')[1];
    if (id !== undefined) left.add(id);
  }
  if (isHeld) for (const { id } of step.fields) left.add(id);
  if (left.size === 0 && !isTyping) {
    await forgetTyped(work, recordId, place);
    return undefined;
  }
  const asking = { pack: work.pack, form };
  const base = baseOfTyped(asking, { step, soFar: answers, salt }, body, work.today);
  const all = typedParts(step, body, left);
  const parts = isNameless ? new Map([...all].filter(([name]) => namesNobody.includes(name))) : all;
  await keepTyped(work, recordId, place, { base, parts });
  return base;
}
