/** A page of a draft that several may have open: with who else is in it, what was typed there, and two versions where there are two. */
import { baseOf, writeBase } from '../../../platform/forms/based.ts';
import { clashMessage } from '../../../platform/forms/clash.ts';
import { clashPage } from '../../../platform/forms/clash-page.ts';
import type { Answers, FormDefinition, StepDefinition } from '../../../platform/forms/definition.ts';
import { type StepToShow, type StepView, stepPage } from '../../../platform/forms/step-page.ts';
import { withSaved, withTyped } from '../../../platform/forms/typed-part.ts';
import type { Asked } from '../../../platform/http/route.ts';
import type { FieldError } from '../../../platform/pure/result.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { formatList, formatMoment } from '../../../platform/text/format.ts';
import type { Words } from '../../../platform/views/page.ts';
import type { Work } from '../../../platform/work.ts';
import { type Interpreted, interpretedIn } from '../interpreting/second-language.ts';
import { baseIn, baseOfTyped, readPage } from './page-sent.ts';
import type { Asking } from '../rules.ts';
import { findDraftAuthors } from '../store.ts';
import { enterDraft, type InDraft } from './together-store.ts';

export interface Again {
  readonly typed: unknown;
  readonly errors: readonly FieldError[];
}

interface OnPage {
  readonly recordId: string;
  readonly form: FormDefinition;
  readonly step: StepDefinition;
  /** All answers of the draft; for one of several, as though the form were about that one. */
  readonly answers: Answers;
  /** Under which what is typed is kept; undefined where nothing of the page is. */
  readonly place: string | undefined;
}

/** What stands around the questions. */
export interface Around {
  readonly interpreted: Interpreted;
  readonly shown: Pick<StepToShow, 'typed' | 'errors' | 'base' | 'notes' | 'ways' | 'savesTyping'>;
  readonly clash:
    | {
        readonly typed: unknown;
        readonly clashes: readonly string[];
        readonly saved: { readonly by: string; readonly at: string };
        readonly salt: string;
      }
    | undefined;
}

/** Notes that the viewer is in the draft, and finds what their page is to show besides its questions. */
export async function aroundPage(
  work: Work,
  words: Words,
  { recordId, form, step, answers, place }: OnPage,
  again: Again | undefined,
): Promise<Around> {
  const entered = await enterDraft(work, recordId, again ? undefined : place);
  const salt = entered?.salt ?? '';
  const notes = entered ? whoIsIn(work, words, entered.others) : [];
  const clashes = (again?.errors ?? []).flatMap(({ field, message }) =>
    message === clashMessage ? [field.split('.')[1] ?? ''] : [],
  );
  const kept = entered?.typed;
  const isFound = kept !== undefined && Object.keys(kept.inputs).length > 0;
  const asking = { pack: work.pack, form };
  const sent = again ? asItStands(asking, { step, soFar: answers, salt }, again, work.today) : undefined;
  const typed = sent ?? (isFound ? withTyped(form, step, answers, kept.inputs) : undefined);
  const from = isFound ? { ...typed, _base: kept.base } : typed;
  const base =
    typed === undefined || baseIn(from) === undefined
      ? writeBase(baseOf({ step, saved: answers[step.id] ?? {}, salt }))
      : baseOfTyped(asking, { step, soFar: answers, salt }, from, work.today);
  return {
    interpreted: interpretedIn(work, entered?.secondLanguage),
    shown: {
      ...(typed !== undefined && { typed }),
      ...(again && { errors: again.errors }),
      base,
      notes: [...notes, ...(isFound ? [words('form.typing.found')] : [])],
    },
    clash:
      clashes.length === 0
        ? undefined
        : { typed, clashes, salt, saved: await whoSaved(work, words, recordId, step.id) },
  };
}

/** What was sent, but where what is saved stays: that is shown then, and not what would be sent over it the next time. */
function asItStands(
  asking: Asking,
  before: { readonly step: StepDefinition; readonly soFar: Answers; readonly salt: string },
  { typed: body }: Again,
  today: Work['today'],
) {
  const sent = typeof body === 'object' && body !== null ? body : {};
  const { taken } = readPage(asking, before, { body }, today);
  return withSaved(asking.form, before.step, before.soFar, { body: sent, fields: taken });
}

type OfPage = Pick<StepToShow, 'form' | 'step' | 'answers' | 'action' | 'items' | 'title' | 'sheet'>;

/** A page that asks, of the referral, of one of several of a kind or of the notice; or the two versions of it. */
export function draftPage(
  work: Work,
  { words, tokens, second, interpreting }: Pick<Asked<string>, 'words' | 'tokens'> & Interpreted,
  { back, ...page }: OfPage & { /** An address. */ readonly back: string },
  { shown, clash }: Around,
): StepView {
  const asking = {
    ...page,
    words,
    pack: work.pack,
    language: work.language,
    second,
    ...(interpreting && { interpreting }),
    today: work.today,
    tokens,
    leaveText: words('form.leave'),
    back: { href: back, text: words('referrals.back') },
  };
  return clash ? clashPage({ ...asking, ...clash }) : stepPage({ ...asking, savesTyping: true, ...shown });
}

export function whoIsIn(work: Work, words: Words, others: readonly InDraft[]): readonly string[] {
  if (others.length === 0) return [];
  const names = formatList(
    others.map(({ name }) => name),
    work.language,
  );
  return [words('form.others-here', { names, count: others.length })];
}

async function whoSaved(work: Work, words: Words, recordId: string, step: string) {
  const author = (await findDraftAuthors(work, recordId))[step];
  const isOwn = author?.personId === work.viewer.personId;
  const by = isOwn ? words('form.clash.you') : String(author?.by['name'] ?? words('form.clash.somebody'));
  const at = author ? formatMoment(Temporal.Instant.from(author.at), work.pack.timeZone, work.language) : '';
  return { by, at };
}
