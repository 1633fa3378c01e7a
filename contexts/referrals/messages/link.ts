import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import type { Words } from '../../../platform/views/page.ts';
import { messagesIn, type Side, waitingFor } from './commands.ts';

/** The way to the messages, for a page of either side: how many wait for an answer of the reader's side. */
export function messageLink(
  entries: readonly StoredEntry[],
  {
    reference,
    side,
    words,
    may,
  }: {
    readonly reference: string;
    readonly side: Side;
    readonly words: Words;
    readonly may: (action: string) => boolean;
  },
): { readonly href: string; readonly text: string } | undefined {
  if (!may('message:view')) return undefined;
  const count = waitingFor(side, messagesIn(entries));
  return {
    href: `/messages/${reference}`,
    text: count > 0 ? words('referrals.messages.waiting', { count }) : words('referrals.messages.link'),
  };
}
