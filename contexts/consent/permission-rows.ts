import type { Speaking } from '../../platform/forms/wording.ts';
import type { StoredEntry } from '../../platform/ledger/entry.ts';
import type { DataClass } from '../../platform/pure/classes.ts';
import type { Instant } from '../../platform/pure/time.ts';
import type { SummaryListOptions } from '../../platform/views/components.generated.ts';
import { type Permission, standingOf } from './model.ts';
import {
  byInWords,
  classesInWords,
  coded,
  dayInWords,
  lastDayOf,
  notUndone,
  recipientInWords,
  type Row,
  row,
} from './showing.ts';

/** What a consent or an override lets whom see, until when, how it came about, and what became of it. */
export function permissionRows(permission: Permission, now: Instant, speaking: Speaking): readonly Row[] {
  const { words } = speaking;
  const { purpose, classes, until, entry, tells } = permission;
  const standing = standingOf(permission, now);
  const isTold = tells !== undefined;
  const shown =
    classes.length > 0
      ? [
          row(
            words(`consent.row.${isTold || standing !== 'live' ? 'covers' : 'classes'}`),
            classesInWords(classes, speaking),
          ),
        ]
      : [];
  return [
    row(
      words('consent.row.standing'),
      words(`consent.standing.${isTold && standing === 'ended' ? 'told' : standing}`),
    ),
    row(words('consent.row.purpose'), coded('purpose', purpose, speaking)),
    row(words('consent.row.recipient'), recipientInWords(permission, speaking)),
    ...shown,
    ...(until && standing !== 'ended' ? [row(words('consent.row.until'), lastDayOf(until, speaking))] : []),
    ...howRows(permission, speaking),
    row(words('consent.row.recorded'), byInWords(entry, speaking)),
    ...verdictRows(permission, speaking),
    ...endRows(permission, speaking),
  ];
}

function howRows({ decider, way, ground, how, told }: Permission, speaking: Speaking): readonly Row[] {
  const { words } = speaking;
  const some = (name: string, kind: string, code: string | undefined): readonly Row[] =>
    code === undefined ? [] : [row(words(`consent.row.${name}`), coded(kind, code, speaking))];
  return [
    ...some('ground', 'ground', ground),
    ...some('decider', 'decider', decider),
    ...some('way', 'way', way),
    ...Object.entries(how).map(([name, code]) =>
      row(words(`consent.told.${name}`), words(`consent.how.${name}.${code}`)),
    ),
    ...Object.entries(told).map(([name, text]) => row(words(`consent.told.${name}`), text)),
  ];
}

/** Who decided on the referral for a person who could not, and on which law that rests. */
export function decidedForList(entry: StoredEntry, speaking: Speaking): SummaryListOptions {
  const { words, pack } = speaking;
  const { decider, sources } = entry.payload.process ?? {};
  const cited = Array.isArray(sources) ? sources.map(code => pack.sources[String(code)] ?? String(code)) : [];
  return {
    rows: [
      row(words('consent.row.decider'), coded('decider', String(decider), speaking)),
      ...(cited.length > 0 ? [row(words('consent.row.ground'), cited.join('; '))] : []),
      row(words('consent.row.recorded'), byInWords(entry, speaking)),
    ],
  };
}

function verdictRows(
  { decided, reviewed, reviewDue, isAtOnce }: Permission,
  speaking: Speaking,
): readonly Row[] {
  const { words } = speaking;
  return [
    ...(decided
      ? [
          row(words('consent.row.decided'), byInWords(decided.entry, speaking)),
          ...(decided.reasons && !isAtOnce ? [row(words('consent.row.reasons'), decided.reasons)] : []),
        ]
      : []),
    ...(reviewDue && !reviewed
      ? [row(words('consent.row.review-due'), dayInWords(reviewDue, speaking))]
      : []),
    ...(reviewed
      ? [
          row(words('consent.row.reviewed'), byInWords(reviewed.entry, speaking)),
          ...(reviewed.reasons ? [row(words('consent.row.reasons'), reviewed.reasons)] : []),
        ]
      : []),
  ];
}

/** What follows from an end, and what cannot be undone: said on the page, so that the person can be told. */
function endRows(permission: Permission, speaking: Speaking): readonly Row[] {
  const { words } = speaking;
  const { ended } = permission;
  if (!ended) return [];
  const { returns, keeps, party, kind } = ended.payload.process ?? {};
  const classes = (value: unknown) => (Array.isArray(value) ? (value as readonly DataClass[]) : []);
  const some = (name: string, found: readonly DataClass[]): readonly Row[] =>
    found.length === 0 ? [] : [row(words(`consent.row.${name}`), classesInWords(found, speaking))];
  return [
    row(words('consent.row.ended'), byInWords(ended, speaking)),
    ...some(
      typeof party === 'string' && kind !== 'ask-back' ? 'returns' : 'returns-outside',
      classes(returns),
    ),
    ...some('keeps', classes(keeps)),
    row(words('consent.row.not-undone'), words(notUndone(permission))),
  ];
}
