import type { Asked } from '../../platform/http/route.ts';
import type { StoredEntry } from '../../platform/ledger/entry.ts';
import type { Work } from '../../platform/work.ts';
import { copyLinks } from './copies/link.ts';
import { correctLinks } from './corrections/link.ts';
import { messageLink } from './messages/link.ts';
import { withdrawLink } from './withdrawal/link.ts';
import type { ShowView } from './pages/show.page.ts';

/** What its responder may do with a referral once it is sent. */
export function afterSend(
  { pack, language }: Pick<Work, 'pack' | 'language'>,
  { words, may }: Pick<Asked<string>, 'words' | 'may'>,
  {
    reference,
    entries,
    isSent,
  }: { readonly reference: string; readonly entries: readonly StoredEntry[]; readonly isSent: boolean },
): Pick<ShowView, 'messages' | 'correct' | 'copies' | 'withdraw' | 'read'> {
  if (!isSent)
    return { messages: undefined, correct: undefined, copies: [], withdraw: undefined, read: undefined };
  return {
    messages: messageLink(entries, { reference, side: 'referrer', words, may }),
    correct: correctLinks(entries, { reference, may }, { words, pack, language }),
    read: may('referral:copy')
      ? { href: `/referrals/${reference}/shared`, text: words('referrals.shared.link') }
      : undefined,
    copies: copyLinks(reference, pack, { words, may }),
    withdraw: withdrawLink(reference, { words, may }),
  };
}
