/** What has to be done to protect a child: as the entries have it, and in words, with whom to call. */
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { Protection } from '../../../platform/pack/protection.ts';
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

/** Absent where nothing has to be done. `hrefOf` leads to where it is said that a step was taken. */
export function protectionView(
  { nations, protection }: Pick<Pack, 'nations' | 'protection'>,
  words: Words,
  all: readonly Protection[],
  hrefOf: (step: string) => string | undefined = () => undefined,
): ProtectionView | undefined {
  if (all.length === 0) return undefined;
  const items = all.map(({ task, is, nation, contact }): TaskListOptions['items'][number] => {
    const step = protection.find(({ id }) => id === task)?.step;
    const href = step === undefined ? undefined : hrefOf(step);
    const known = nations.find(({ code }) => code === nation)?.contacts.find(({ id }) => id === contact);
    const state = words(`referrals.protection.${is}`);
    return {
      title: { text: words(`protection.${task}`) },
      ...(known &&
        is !== 'done' && {
          hint: {
            text: words('referrals.protection.call', {
              who: words(`nation.${nation}.contact.${known.id}`),
              number: known.phone,
            }),
          },
        }),
      ...(href !== undefined && { href }),
      status: is === 'done' ? { text: state } : { tag: { text: state, classes: 'govuk-tag--red' } },
    };
  });
  return { heading: words('referrals.protection.heading'), tasks: { idPrefix: 'protection', items } };
}
