/** What a position may see of referrals, several at once: each as its grants show it, and seen by it from then on. */
import { classesOfCopy } from '../copies/document.ts';
import { withoutPast } from '../copies/official.ts';
import type { Permit } from '../../../platform/access/permit.ts';
import type { Policy } from '../../../platform/access/policy.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { isSealed } from '../../../platform/forms/sealed.ts';
import { recordSight } from '../../../platform/ledger/append.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import type { Words } from '../../../platform/views/page.ts';
import type { Work } from '../../../platform/work.ts';
import { contactNow } from '../../consent/public.ts';
import { theForm } from '../forms.ts';
import { answersIn } from '../standing.ts';
import { givenIn } from '../sent.ts';
import { listHeld } from './queries.ts';

export interface Exported {
  readonly reference: string;
  readonly stage: string;
  readonly submittedAt: string;
  /** How it is safe to reach the person: to be read before anything else. */
  readonly warnings: readonly string[];
  readonly answers: Answers;
}

export interface Page {
  readonly referrals: readonly Exported[];
  /** After which record the next page begins; undefined at the end. */
  readonly last: string | undefined;
  readonly passed: number;
}

/** A referral is among them where policy lets the viewer take a copy of it by itself. */
export async function exportPage(
  work: Work,
  _permit: Permit<'referral:export'>,
  {
    policy,
    words,
    after,
    most,
  }: {
    readonly policy: Policy;
    readonly words: Words;
    readonly after: string | undefined;
    readonly most: number;
  },
): Promise<Page> {
  const { viewer, pack, today, language } = work;
  const form = theForm(pack);
  const { referrals, last, passed } = await listHeld(work, after, most);
  const seen = new Map<string, { readonly classes: readonly DataClass[]; readonly recordIds: string[] }>();
  const exported: Exported[] = [];
  for (const { recordId, reference, stage, submittedAt, ...record } of referrals) {
    if (!policy.may(viewer, 'referral:copy', { recordId, reference, stage, ...record })) continue;
    const entries = await listEntries(work, recordId);
    const given = givenIn(entries);
    const contact = contactNow(entries, today, { words, pack, language });
    const classes = classesOfCopy(given, contact);
    const key = classes.join(' ');
    const group = seen.get(key) ?? { classes, recordIds: [] };
    seen.set(key, { classes, recordIds: [...group.recordIds, recordId] });
    exported.push({
      reference,
      stage,
      submittedAt: submittedAt.toISOString(),
      warnings: contact.codes,
      // Once something was recorded since, what no longer says how to reach the person stands nowhere that a machine would
      // call by. That there is no safe way is told on: nobody can call by that.
      answers: unsealed(contact.isAsSaid ? answersIn(given) : withoutPast(form, answersIn(given), contact)),
    });
  }
  for (const { classes, recordIds } of seen.values())
    await recordSight(work, recordIds, 'referral-exported-with-others', classes);
  return { referrals: exported, last, passed };
}

/** What is sealed is opened one at a time, by those on duty: it goes nowhere. */
const unsealed = (answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([step, given]) => {
      const left = Object.entries(given).filter(([, answer]) => !isSealed(answer));
      return left.length > 0 ? [[step, Object.fromEntries(left)]] : [];
    }),
  );
