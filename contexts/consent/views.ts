import { fieldWording, type Speaking } from '../../platform/forms/wording.ts';
import type { Instant, PlainDate } from '../../platform/pure/time.ts';
import { html } from '../../platform/views/safe-html.ts';
import type { SummaryListOptions, WarningTextOptions } from '../../platform/views/components.generated.ts';
import {
  fallbackOf,
  isPastOn,
  isTimedChannel,
  type KnownContact,
  type SafeContact,
} from './contact/safe-contact.ts';
import type { ConsentFile, Permission } from './model.ts';
import { hadPart, isForOutside, standingOf, tasksOf } from './model.ts';
import type { ConsentsShown, Link } from './pages/consents.page.ts';
import { decidedForList, permissionRows } from './permission-rows.ts';
import type { OfCase } from './tasks/queries.ts';
import { answerRow, openRow } from './tasks/view.ts';
import { byInWords, classesInWords, coded, dayInWords, type Row, row, titleOf } from './showing.ts';

export interface ToShow {
  readonly reference: string;
  readonly file: ConsentFile;
  /** What recipients were told to return, and what they answered. */
  readonly returned: readonly OfCase[];
  readonly now: Instant;
  readonly may: (action: string) => boolean;
  readonly viewerId: string;
  readonly back: Link;
  /** Of a draft the form keeps how to reach the person. */
  readonly isDraft?: boolean;
  /** Nobody refers by it any more: nothing is recorded, and nothing held. */
  readonly isOver?: boolean;
}

export function consentsView(asking: ToShow, speaking: Speaking): ConsentsShown {
  const { reference, file, may, back } = asking;
  const { words } = speaking;
  const at = (rest: string) => `/consents/${reference}/${rest}`;
  const link = (action: string, to: string, message: string): readonly Link[] =>
    may(action) ? [{ href: at(to), text: words(message) }] : [];
  const isContactPast = file.contact !== undefined && isPastOn(file.contact, todayOf(asking, speaking));
  const [change] = asking.isDraft ? [] : link('contact:record', 'contact', 'consent.contact.change');
  return {
    title: words('consent.title'),
    back,
    reference,
    intro: words('consent.intro'),
    warnings: warnings(asking, speaking),
    contactHeading: words(`consent.contact.${isContactPast ? 'before' : 'heading'}`),
    contact: file.contact && contactList(file.contact, speaking),
    noContact: words(`consent.contact.${asking.isOver ? 'over' : asking.isDraft ? 'draft' : 'none'}`),
    changeContact: change,
    decidedForHeading: words('consent.decided-for.heading'),
    decidedFor: file.decidedFor && decidedForList(file.decidedFor, speaking),
    permissionsHeading: words('consent.permissions.heading'),
    permissions: file.permissions.toReversed().map(each => card(each, asking, speaking)),
    noPermissions: words(`consent.permissions.${asking.isOver ? 'over' : 'none'}`),
    actions: [
      ...link('consent:record', 'record', 'consent.action.record'),
      ...(asking.isDraft ? [] : link('override:ask', 'override', 'consent.action.override')),
      ...(!asking.isDraft && file.permissions.some(({ party }) => party)
        ? link('consent:record', 'hold', 'consent.action.hold')
        : []),
    ],
  };
}

const todayOf = ({ now }: Pick<ToShow, 'now'>, { pack }: Pick<Speaking, 'pack'>): PlainDate =>
  now.toZonedDateTimeISO(pack.timeZone).toPlainDate();

/** What one person decided and nobody has reviewed yet is said loudly. What must be said of safe contact stands above every page. */
export function warnings(
  { file, now }: Pick<ToShow, 'file' | 'now'>,
  speaking: Speaking,
): readonly WarningTextOptions[] {
  const { words, pack } = speaking;
  const today = todayOf({ now }, { pack });
  const unreviewed = file.permissions.some(
    ({ isAtOnce, state, reviewed, reviewDue }) =>
      isAtOnce && state === 'given' && !reviewed && reviewDue !== undefined && reviewDue <= today.toString(),
  );
  return unreviewed
    ? [{ text: words('consent.warning.unreviewed'), iconFallbackText: words('consent.warning') }]
    : [];
}

export function contactList(contact: SafeContact, speaking: Speaking): SummaryListOptions {
  const { known, expiresOn } = contact;
  const lasts = row(speaking.words('consent.contact.until'), dayInWords(expiresOn, speaking));
  const fallback = fallbackRows(contact, speaking);
  return { rows: known ? [...contactRows(known, speaking), ...fallback, lasts] : [...fallback, lasts] };
}

/** Of a safe contact that counts no longer: that none does, and whom to turn to instead. */
export const pastList = (contact: SafeContact, speaking: Speaking): SummaryListOptions => ({
  rows: [
    row(speaking.words('consent.contact.channel'), speaking.words('consent.contact.none-counts')),
    ...fallbackRows(contact, speaking),
  ],
});

function fallbackRows(contact: SafeContact, { words }: Speaking): readonly Row[] {
  if (contact.isFallbackOutdated) return [];
  const through = fallbackOf(contact);
  const text = through
    ? [through.name, through.how].filter(Boolean).join(': ')
    : words(contact.hasNoFallback ? 'consent.contact.nobody' : 'consent.contact.hidden');
  return [row(words('consent.contact.fallback'), text)];
}

function contactRows(known: KnownContact, speaking: Speaking): readonly Row[] {
  const { words } = speaking;
  const { days } = known;
  const some = (name: string, text: string | undefined): readonly Row[] =>
    text === undefined ? [] : [row(words(`consent.contact.${name}`), text)];
  const yes = (is: boolean | undefined) =>
    words(is === undefined ? 'consent.contact.unsaid' : is ? 'consent.yes' : 'consent.no');
  const rings = speaking.pack.consent.channels.find(({ code }) => code === known.channel)?.kind === 'phone';
  return [
    row(words('consent.contact.channel'), coded('channel', known.channel, speaking)),
    ...some('address', known.address),
    ...some('days', days.length > 0 ? days.map(day => words(`consent.day.${day}`)).join(', ') : undefined),
    ...some('hours', hoursInWords(known, speaking)),
    ...(rings || known.voicemail !== undefined
      ? [row(words('consent.contact.voicemail'), yes(known.voicemail))]
      : []),
    row(words('consent.contact.letters'), yes(known.letters)),
    ...some('shared', known.sharedWith),
    ...some('code-word', known.codeWord),
    ...some('language', known.language ?? askedInWords('language', known, speaking)),
    ...some('interpreter', known.interpreter ?? askedInWords('interpreter', known, speaking)),
    ...some('note', known.note),
  ];
}

/** What the referral's form asked, in its own words. */
function askedInWords(
  name: 'language' | 'interpreter',
  { asked }: KnownContact,
  speaking: Speaking,
): string | undefined {
  const [stepId, fieldId] = speaking.pack.consent.firstContact?.[name]?.split('.') ?? [];
  const form = speaking.pack.forms['referral'];
  const step = form?.steps.find(({ id }) => id === stepId);
  const field = step?.fields.find(({ id }) => id === fieldId);
  const code = asked?.[name];
  return form && step && field && code !== undefined
    ? fieldWording(form, step, field, speaking).option(code)
    : code;
}

/** Undefined for a channel that has no hours. */
function hoursInWords(
  { channel, days, from, to }: KnownContact,
  { words, pack }: Speaking,
): string | undefined {
  const kind = pack.consent.channels.find(({ code }) => code === channel)?.kind;
  if (!isTimedChannel(kind)) return undefined;
  if (from === undefined && to === undefined) return words('consent.contact.hours-not-said');
  if (from === undefined || to === undefined)
    return words('consent.contact.hour-alone', {
      is: from === undefined ? 'to' : 'from',
      hour: from ?? to ?? '',
    });
  const hours =
    from === to ? words('consent.contact.any-hour') : words('consent.contact.between', { from, to });
  // Beside the warning that no time is known to be safe, hours alone would be taken for one.
  return days.length > 0 ? hours : words('consent.contact.days-not-said', { hours });
}

function card(permission: Permission, asking: ToShow, speaking: Speaking): SummaryListOptions {
  const { words } = speaking;
  const visuallyHiddenText = titleOf(permission, speaking);
  const items = linksOf(permission, asking).map(({ to, name }) => ({
    href: `/consents/${asking.reference}/${to}/${permission.id}`,
    text: words(`consent.action.${name}`),
    visuallyHiddenText,
  }));
  return {
    card: {
      title: { text: titleOf(permission, speaking), headingLevel: 3 },
      ...(items.length > 0 && { actions: { items } }),
    },
    rows: [
      ...permissionRows(permission, asking.now, speaking),
      ...waitsForRows(permission, asking, speaking),
      ...handedOverRows(permission, asking, speaking),
      ...returnedRows(permission, asking, speaking),
    ],
  };
}

/** What came of what was to be returned, and until when the rest is. */
function returnedRows(permission: Permission, { returned, now }: ToShow, speaking: Speaking): readonly Row[] {
  const today = todayOf({ now }, speaking);
  const tasks = tasksOf(permission);
  return returned
    .filter(({ task }) => tasks.includes(task))
    .flatMap(({ open, since, answers }) => [
      ...answers.map(each => answerRow(each, speaking)),
      ...(open.length > 0 ? [openRow(open, since, today, speaking)] : []),
    ]);
}

/** Whoever cannot decide or review it themselves is told that somebody else does. */
function waitsForRows(
  permission: Permission,
  { now, viewerId }: ToShow,
  { words }: Speaking,
): readonly Row[] {
  const standing = standingOf(permission, now);
  if (permission.kind === 'consent' || !hadPart(permission, viewerId)) return [];
  if (standing === 'waiting') return [row(words('consent.row.next'), words('consent.next.decide'))];
  const isOpen = permission.isAtOnce && !permission.reviewed && standing !== 'ended';
  return isOpen ? [row(words('consent.row.next'), words('consent.next.review'))] : [];
}

/** To whom copies were handed, and while the consent holds, where each is taken. */
function handedOverRows(permission: Permission, asking: ToShow, speaking: Speaking): readonly Row[] {
  const { words } = speaking;
  const isLive = standingOf(permission, asking.now) === 'live' && asking.may('consent:hand-over');
  return permission.handedOver.map(({ id, to, classes, entry }) => {
    const said = words('consent.handed-over.to', {
      to: to ?? words('consent.somebody'),
      classes: classesInWords(classes, speaking),
      by: byInWords(entry, speaking),
    });
    const href = `/referrals/${asking.reference}/handed-over/${id}/copy.pdf`;
    const link = html`<br><a class="govuk-link" href="${href}" download>${words('consent.handed-over.take')}</a>`;
    return {
      key: { text: words('consent.row.handed-over') },
      value: { html: html`${said}${isLive ? link : ''}` },
    };
  });
}

/** What the viewer can do with it now. The commands check it again. */
function linksOf(
  permission: Permission,
  { now, may, viewerId, isDraft }: ToShow,
): readonly { readonly to: string; readonly name: string }[] {
  const { kind, reviewed } = permission;
  const standing = standingOf(permission, now);
  if (kind === 'consent' && standing !== 'live') return [];
  if (kind === 'consent')
    return [
      ...(isForOutside(permission) && !isDraft && may('consent:hand-over')
        ? [{ to: 'hand-over', name: 'hand-over' }]
        : []),
      ...(may('consent:withdraw') ? [{ to: 'withdraw', name: 'withdraw' }] : []),
    ];
  const isPart = hadPart(permission, viewerId);
  if (standing === 'waiting')
    return may('override:decide') && !isPart ? [{ to: 'decide', name: 'decide' }] : [];
  const isOpen = standing === 'live' || (standing === 'expired' && !reviewed);
  return isOpen && may('override:review') && !isPart ? [{ to: 'review', name: 'review' }] : [];
}
