import type { Speaking } from '../../../platform/forms/wording.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import type { TableOptions } from '../../../platform/views/components.generated.ts';
import type { CaseFile } from '../model.ts';
import { momentOf, whoDid } from './showing.ts';

const known = [
  'draft-opened',
  'referral-submitted',
  'referral-withdrawn',
  'answer-corrected',
  'one-more-added',
  'protection-confirmed',
  'message-sent',
  'case-allocated',
  'decision-proposed',
  'decision-returned',
  'decision-recorded',
  'sealed-replaced',
  'consent-given',
  'consent-refused',
  'consent-withdrawn',
  'override-asked',
  'override-decided',
  'override-reviewed',
  'hold-recorded',
  'copy-handed-over',
  'safe-contact-recorded',
  'decided-without-capacity',
  'opened-by-glass',
  'glass-ended',
  'opening-reviewed',
];

/** What happened to the case, the newest first, with who did it and when. */
export function chronologyTable({ entries }: CaseFile, speaking: Speaking): TableOptions | undefined {
  if (entries.length === 0) return undefined;
  const { words } = speaking;
  return {
    caption: words('decisions.chronology.caption'),
    captionClasses: 'govuk-visually-hidden',
    head: ['when', 'what', 'who'].map(name => ({ text: words(`decisions.chronology.${name}`) })),
    rows: entries
      .toReversed()
      .map(entry => [
        { text: momentOf(entry, speaking) },
        { text: whatHappened(entry, speaking) },
        { text: whoDid(entry, speaking) },
      ]),
  };
}

function whatHappened({ type, payload }: StoredEntry, { words }: Speaking): string {
  if (!known.includes(type)) return words('decisions.entry.other');
  const { toName, outcome, number } = { ...payload.reasoning, ...payload.process };
  return words(`decisions.entry.${type}`, {
    number: typeof number === 'number' ? number : 0,
    name: typeof toName === 'string' ? toName : '',
    outcome: outcome === 'positive' || outcome === 'negative' ? words(`decisions.outcome.${outcome}`) : '',
  });
}
