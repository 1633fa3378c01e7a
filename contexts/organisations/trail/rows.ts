import { z } from 'zod';
import type { Asked } from '../../../platform/http/route.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import { dataClasses, purposes } from '../../../platform/pure/classes.ts';
import { formatDate, formatList, formatMoment, formatTime } from '../../../platform/text/format.ts';
import { html } from '../../../platform/views/safe-html.ts';
import type { Work } from '../../../platform/work.ts';

export type Showing = Pick<Work, 'language'> & {
  readonly pack: Pick<Pack, 'timeZone' | 'referencePrefix' | 'roles'>;
};
type Here = Pick<Asked<string>, 'words'>;

/** Entry types that have words here; others are shown by their code, so that nothing is ever left out. */
const told = new Set([
  'trail-seen',
  'draft-opened',
  'draft-seen',
  'draft-ended',
  'duty-to-notify-sent',
  'notice-seen',
  'referral-submitted',
  'referral-read-by-api',
  'referral-copied',
  'referral-exported-with-others',
  'message-sent',
  'messages-seen',
  'referral-withdrawn',
  'withdrawal-form-seen',
  'answer-corrected',
  'one-more-added',
  'one-more-form-seen',
  'protection-confirmed',
  'protection-form-seen',
  'correction-form-seen',
  'referral-exported',
  'search-result-seen',
  'case-seen',
  'case-allocated',
  'decision-form-seen',
  'second-reading-seen',
  'decision-proposed',
  'decision-returned',
  'decision-recorded',
  'sealed-seen',
  'sealed-opened',
  'sealed-compared',
  'sealed-replaced',
  'hand-over-asked',
  'hand-over-seen',
  'request-opened',
  'hand-over-referred',
  'hand-over-accepted',
  'hand-over-declined',
  'hand-over-taken-back',
  'sharing-ended',
  'consents-seen',
  'consent-given',
  'consent-refused',
  'consent-withdrawn',
  'override-asked',
  'override-decided',
  'override-reviewed',
  'hold-recorded',
  'copy-handed-over',
  'returned-or-destroyed',
  'shared-seen',
  'safe-contact-recorded',
  'decided-without-capacity',
  'organisation-record-opened',
  'organisation-record-shared',
  'position-asked',
  'position-approved',
  'position-ended',
  'client-asked',
  'client-approved',
  'client-secret-made',
  'client-secret-ended',
  'client-ended',
  'team-added',
  'team-renamed',
  'position-founded',
  'founding-link-opened',
  'founder-confirmed',
  'registration-voted',
  'opened-by-glass',
  'glass-explained',
  'glass-ended',
  'opening-reviewed',
  'review-explained',
  'opening-seen',
]);

/** Who it was stands in the entry as it was then; erasing a case's payload erases it too. */
const by = z.object({ name: z.string(), role: z.string(), organisation: z.string(), team: z.string() });

/** One row for each entry; sights of one person that follow each other on one day are one row, which holds each of them. */
export function rowsOf(showing: Showing, here: Here, entries: readonly StoredEntry[]) {
  const groups: StoredEntry[][] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (last?.[0] && belongTogether(showing, last[0], entry)) last.push(entry);
    else groups.push([entry]);
  }
  return groups.map(group => rowOf(showing, here, group));
}

function belongTogether({ pack }: Showing, one: StoredEntry, other: StoredEntry): boolean {
  const asOf = (entry: StoredEntry): string =>
    JSON.stringify([
      entry.kind,
      entry.actorId,
      entry.teamId,
      entry.purpose,
      entry.payload.process?.['by'] ?? null,
      entry.at.toZonedDateTimeISO(pack.timeZone).toPlainDate().toString(),
    ]);
  // Each opening of what is sealed, or in an emergency, had a reason of its own.
  const isExplained = [one, other].some(({ type }) => explained.has(type));
  return one.kind === 'sight' && !isExplained && asOf(one) === asOf(other);
}

function rowOf(showing: Showing, { words }: Here, group: readonly StoredEntry[]) {
  const { pack, language } = showing;
  const [entry] = group;
  if (!entry) throw new Error('A row shows at least one entry');
  const actor = by.safeParse(entry.payload.process?.['by']);
  const who = actor.success
    ? html`${actor.data.name}<br>${words('trail.position', { ...actor.data, role: roleIn(pack.roles, words, actor.data.role) })}`
    : undefined;
  const purpose = purposes.find(name => name === entry.purpose);
  return [
    group.length === 1
      ? { text: formatMoment(entry.at, pack.timeZone, language) }
      : { html: timesOf(showing, { words }, group) },
    who ? { html: who } : { text: words('trail.erased') },
    { text: [...new Set(group.map(each => didOf(words, each)))].join('; ') },
    { text: seenIn(words, language, group) },
    { text: purpose ? words(`trail.purpose.${purpose}`) : entry.purpose },
  ];
}

/** The day and how often; each sight, with its time and what it showed, one step away. */
function timesOf({ pack, language }: Showing, { words }: Here, group: readonly StoredEntry[]) {
  const here = group.map(({ at }) => at.toZonedDateTimeISO(pack.timeZone));
  const [newest, oldest] = [here[0], here.at(-1)];
  if (!newest || !oldest) throw new Error('A row shows at least one entry');
  const summary = words('trail.times', {
    count: group.length,
    from: formatTime(oldest),
    until: formatTime(newest),
  });
  const items = group.map((each, n) => {
    const at = here[n];
    const seen = seenIn(words, language, [each]);
    return at
      ? html`<li data-entry>${words('trail.time', { time: formatTime(at), did: didOf(words, each), seen })}</li>`
      : '';
  });
  return html`${formatDate(newest.toPlainDate(), language)}
    <details class="govuk-details govuk-!-margin-bottom-0"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${summary}</span></summary>
    <div class="govuk-details__text"><ul class="govuk-list">${items}</ul></div></details>`;
}

function didOf(words: Here['words'], { type, payload }: StoredEntry): string {
  const did = told.has(type) ? words(`trail.did.${type}`) : words('trail.did.other', { type });
  const why = because.safeParse(payload.process);
  const of = explained.get(type);
  if (of === undefined || !why.success) return did;
  const reason = words(`${of}.${why.data.reason}`);
  return words('trail.because', { did, reason, words: why.data.words });
}
const because = z.object({ reason: z.string(), words: z.string() });
/** Sights that say why, and by which words their codes are told. */
const explained: ReadonlyMap<string, string> = new Map([
  ['sealed-opened', 'sealed.reason'],
  ['glass-explained', 'consent-ground'],
  ['review-explained', 'glass-outcome'],
]);

function seenIn(words: Here['words'], language: Work['language'], group: readonly StoredEntry[]): string {
  const lists = group.map(({ payload }) => payload.process?.['classes']);
  const seen = dataClasses.filter(name => lists.some(list => Array.isArray(list) && list.includes(name)));
  return seen.length > 0
    ? formatList(
        seen.map(name => words(`trail.class.${name}`)),
        language,
      )
    : words('trail.seen.none');
}

/** A role that the pack no longer has is shown as it was written. */
const roleIn = (roles: Work['pack']['roles'], words: Here['words'], role: string): string =>
  role === 'system' || roles.some(({ code }) => code === role) ? words(`role.${role}`) : role;
