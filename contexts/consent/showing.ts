/** How the pages of consents put people, days and codes into words. */
import type { Speaking } from '../../platform/forms/wording.ts';
import { optional } from '../../platform/forms/wording.ts';
import type { StoredEntry } from '../../platform/ledger/entry.ts';
import type { DataClass } from '../../platform/pure/classes.ts';
import { type Instant, parseDate } from '../../platform/pure/time.ts';
import { formatDate, formatList, formatMoment } from '../../platform/text/format.ts';
import type { SummaryListOptions } from '../../platform/views/components.generated.ts';
import type { Permission, Sharing } from './model.ts';

export type Row = SummaryListOptions['rows'][number];

export const row = (key: string, text: string): Row => ({ key: { text: key }, value: { text } });

/** Of a pack's code that has gone, the code itself, so that an old case never fails to open. */
export const coded = (kind: string, code: string, speaking: Speaking): string =>
  optional(`consent-${kind}.${code}`, speaking) ?? code;

export const dayInWords = (day: string, { language }: Speaking): string => {
  const date = parseDate(day);
  return date ? formatDate(date, language) : day;
};

export const momentInWords = ({ at }: StoredEntry, { pack, language }: Speaking): string =>
  formatMoment(at, pack.timeZone, language);

export const classesInWords = (classes: readonly DataClass[], { words, language }: Speaking): string =>
  formatList(
    classes.map(name => words(`consent.class.${name}`)),
    language,
  );

/** With whom: the team where there is one, and as what it was chosen. */
export function recipientInWords(
  { recipient, party }: Pick<Sharing, 'recipient' | 'party'>,
  speaking: Speaking,
): string {
  const as = coded('recipient', recipient, speaking);
  return party ? speaking.words('consent.recipient', { team: party.name, as }) : as;
}

/** Who wrote it down, and when. */
export function byInWords(entry: StoredEntry, speaking: Speaking): string {
  const by = (entry.payload.process?.['by'] ?? {}) as Readonly<Record<string, unknown>>;
  const [name, organisation] = [by['name'], by['organisation']].map(part =>
    typeof part === 'string' ? part : speaking.words('consent.somebody'),
  );
  return speaking.words('consent.by', {
    name: name ?? '',
    organisation: organisation ?? '',
    on: momentInWords(entry, speaking),
  });
}

export const titleOf = ({ kind, purpose, recipient, party }: Permission, speaking: Speaking): string =>
  speaking.words(`consent.card.${kind}`, {
    purpose: coded('purpose', purpose, speaking),
    recipient: party?.name ?? coded('recipient', recipient, speaking),
  });

/** The last day on which something holds: the one before the midnight at which it ends. */
export const lastDayOf = (until: Instant, { pack, language }: Speaking): string =>
  formatDate(until.toZonedDateTimeISO(pack.timeZone).toPlainDate().subtract({ days: 1 }), language);

/** What an end cannot undo: an authority that reads by law keeps what it holds. */
export const notUndone = ({
  tells,
  isReferralWithdrawn,
}: Pick<Permission, 'tells' | 'isReferralWithdrawn'>): string =>
  tells === undefined
    ? 'consent.not-undone'
    : isReferralWithdrawn
      ? 'consent.not-undone.referral-withdrawn'
      : 'consent.not-undone.told';

/** What a recipient is told of what was shared with it: who did, on which ground, for what, and until when. */
export function sharedRows(permission: Permission, speaking: Speaking): readonly Row[] {
  const { words } = speaking;
  const { kind, ground, purpose, until, entry, decided } = permission;
  const on =
    kind === 'override' && ground
      ? words('consent.shared.override', { ground: coded('ground', ground, speaking) })
      : words('consent.shared.consent');
  return [
    row(words('consent.shared.by'), byInWords(decided?.entry ?? entry, speaking)),
    row(words('consent.row.ground'), on),
    row(words('consent.row.purpose'), coded('purpose', purpose, speaking)),
    row(words('consent.row.classes'), classesInWords(permission.classes, speaking)),
    ...(until ? [row(words('consent.row.until'), lastDayOf(until, speaking))] : []),
  ];
}
