/** What has to be done to protect a child: as the entries have it, and in words, with whom to call. */
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { Protection } from '../../../platform/pack/protection.ts';
import { parseDate, type PlainDate } from '../../../platform/pure/time.ts';
import { formatDate } from '../../../platform/text/format.ts';
import type { Language } from '../../../platform/text/language.ts';
import type { TaskListOptions } from '../../../platform/views/components.generated.ts';
import type { Words } from '../../../platform/views/page.ts';

/** What is to be done, and what is done already, as a page shows it. */
export interface ProtectionView {
  readonly heading: string;
  readonly tasks: TaskListOptions;
}

/** As it stands last in the entries that the viewer sees; nothing where none was brought up. */
export function protectionIn(entries: readonly StoredEntry[]): readonly Protection[] {
  const said: readonly unknown[] = entries.map(({ payload }) => payload.process?.['protection']);
  return said.findLast(isProtection) ?? [];
}

/** Only `rules.ts` writes it. */
const isProtection = (said: unknown): said is readonly Protection[] => Array.isArray(said);

export interface ShownWith {
  /** Leads to where it is said that a step was taken. */
  readonly hrefOf?: (step: string) => string | undefined;
  /** Of a referral that was sent: what is not confirmed waits, until a day. */
  readonly sent?: { readonly today: PlainDate; readonly language: Language };
}

/** Absent where nothing has to be done. */
export function protectionView(
  { nations, protection }: Pick<Pack, 'nations' | 'protection'>,
  words: Words,
  all: readonly Protection[],
  { hrefOf = () => undefined, sent }: ShownWith = {},
): ProtectionView | undefined {
  if (all.length === 0) return undefined;
  const items = all.map((each): TaskListOptions['items'][number] => {
    const { task, is, nation, contact } = each;
    const step = protection.find(({ id }) => id === task)?.step;
    const href = step === undefined ? undefined : hrefOf(step);
    const known = nations.find(({ code }) => code === nation)?.contacts.find(({ id }) => id === contact);
    const due = sent && dayOf(each);
    const isOverdue = sent !== undefined && due !== undefined && due.toString() < sent.today.toString();
    const waits = sent && is === 'due' ? (isOverdue ? 'overdue' : 'waiting') : is;
    const state = words(`referrals.protection.${waits}`);
    const by = due && words('referrals.protection.by', { day: formatDate(due, sent.language) });
    const call = known && {
      who: words(`nation.${nation}.contact.${known.id}`),
      number: known.phone,
    };
    const hint = [by, call && words('referrals.protection.call', call)].filter(text => text !== undefined);
    return {
      title: { text: words(`protection.${task}`) },
      ...(hint.length > 0 && is !== 'done' && { hint: { text: hint.join(' ') } }),
      ...(href !== undefined && { href }),
      status: is === 'done' ? { text: state } : { tag: { text: state, classes: 'govuk-tag--red' } },
    };
  });
  return { heading: words('referrals.protection.heading'), tasks: { idPrefix: 'protection', items } };
}

const dayOf = ({ dueOn }: Protection): PlainDate | undefined =>
  dueOn === undefined ? undefined : parseDate(dueOn);
