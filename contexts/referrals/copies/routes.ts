/** Copies of a referral to take along: as a document, and in the order of the country's own form. */
import { z } from 'zod';
import type { DocumentParts } from '../../../platform/documents/definition.ts';
import { type AnyRoute, type Asked, routesFor } from '../../../platform/http/route.ts';
import { recordSight } from '../../../platform/ledger/append.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { OfficialForm } from '../../../platform/pack/schema-official.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import { csv } from '../../../platform/text/csv.ts';
import type { Work } from '../../../platform/work.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import {
  consentActions,
  type ContactNow,
  contactNow,
  findConsents,
  standingOf,
} from '../../consent/public.ts';
import { actions } from '../access.ts';
import { copyLinks } from './link.ts';
import { page as sharedPage, type SharedView } from './pages/shared.page.ts';
import { sharedView } from './shared-view.ts';
import { contactTold, type ContactTold, contactToTell } from './contact-told.ts';
import { classesOfCopy, copyOf } from './document.ts';
import { theForm } from '../forms.ts';
import { correctedIn, correctedTold, type CorrectedTold } from './corrected.ts';
import { officialExport, type OfficialExport } from './official.ts';
import { answersIn } from '../standing.ts';
import { type Given, givenIn } from '../sent.ts';

const { file, api, page } = routesFor(actions);
/** Whoever may hand a copy over takes it along: the other side of the referral has copies of its own. */
const { file: fileOfConsent } = routesFor(consentActions);
const byReference = z.object({ reference: z.string() });
type Here = Pick<Asked<string>, 'permit' | 'words'>;

export const copyRoutes = ({ officialForm }: Pack): readonly AnyRoute[] => [
  ...['/referrals', '/api/v1/referrals'].map(at =>
    file(`${at}/:reference/referral.pdf`, {
      access: 'referral:copy',
      params: byReference,
      type: 'application/pdf',
      summary: 'The referral as an accessible PDF (PDF/UA-1), with what you may see of it',
      load: (work, asked) => loadCopy(work, asked),
    }),
  ),
  ...['/referrals', '/api/v1/referrals'].map(at =>
    fileOfConsent(`${at}/:reference/handed-over/:handOver/copy.pdf`, {
      access: 'consent:hand-over',
      params: z.object({ reference: z.string(), handOver: z.string() }),
      type: 'application/pdf',
      summary: 'The copy that was handed to somebody outside: the classes that the person agreed to alone',
      load: (work, asked) => loadHandedOver(work, asked),
    }),
  ),
  page('/referrals/:reference/shared', {
    access: 'referral:copy',
    params: byReference,
    query: z.object({ part: z.string().optional() }),
    page: sharedPage,
    load: (work, asked) => loadShared(work, asked, asked.query.part),
  }),
  ...(officialForm ? officialRoutes(officialForm) : []),
];

const officialRoutes = (official: OfficialForm): readonly AnyRoute[] => [
  file('/referrals/:reference/official.csv', {
    access: 'referral:copy',
    params: byReference,
    type: 'text/csv',
    summary: 'The referral in the order of the official form',
    load: async (work, asked) => {
      const made = await loadOfficial(work, asked, official);
      const { reference } = asked.permit.record;
      return made.ok ? ok({ name: `${reference}.csv`, holds: csv(tableOf(reference, made.value)) }) : made;
    },
  }),
  api('GET', '/api/v1/referrals/:reference/official', {
    access: 'referral:copy',
    summary: 'The referral in the order and with the field ids of the official form',
    entry: null,
    params: byReference,
    response: officialAnswer,
    handle: async (work, asked) => {
      const made = await loadOfficial(work, asked, official);
      if (!made.ok) return made;
      const { name, readOn } = official;
      const { told, corrected, contact, classes } = made.value;
      return ok({
        reference: asked.permit.record.reference,
        form: { name, readOn },
        classes: [...classes],
        contact,
        ...told,
        corrected,
      });
    },
  }),
];

const officialAnswer = z.object({
  reference: z.string(),
  form: z.object({ name: z.string(), readOn: z.string() }),
  classes: z
    .array(z.string())
    .meta({ description: 'The kinds of data that you hold of it; others are not in the answer' }),
  contact: contactTold,
  fields: z
    .array(z.object({ id: z.string(), value: z.string().nullable() }))
    .readonly()
    .meta({
      description: 'In the order of the form; null where it was not answered, or is not yours to see',
    }),
  corrected: correctedTold.meta({
    description:
      'Answers that were corrected after sending, as they were said before: `fields` and `remainder` tell what counts now',
  }),
  leftOut: z
    .array(z.object({ id: z.string(), reason: z.string() }))
    .readonly()
    .meta({ description: 'Fields of the form that nothing of ours answers, and why' }),
  remainder: z
    .array(z.object({ at: z.string(), question: z.string(), value: z.string() }))
    .readonly()
    .meta({ description: 'What the form has no place for: further episodes, other codes, other questions' }),
});

async function loadCopy(
  work: Work,
  here: Here,
): Promise<Result<{ readonly name: string; readonly holds: DocumentParts }>> {
  const { reference } = here.permit.record;
  const taken = await takeCopy(work, here, 'referral-copied');
  if (!taken.ok) return taken;
  const { viewer, now } = work;
  const taker = { name: viewer.name, organisation: viewer.organisation.name };
  const { entries, contact } = taken.value;
  const of = { reference, entries, form: theForm(work.pack), now, taker, contact };
  return ok({ name: `${reference}.pdf`, holds: copyOf(of, speaking(work, here)) });
}

/** What was handed over on a consent that still holds, by the team that referred; nothing after its end. */
async function loadHandedOver(
  work: Work,
  here: Here & { readonly params: { readonly handOver: string } },
): Promise<Result<{ readonly name: string; readonly holds: DocumentParts }>> {
  const { record } = here.permit;
  const { permissions } = await findConsents(work, record.recordId);
  const consent = permissions.find(each => each.handedOver.some(({ id }) => id === here.params.handOver));
  const handed = consent?.handedOver.find(({ id }) => id === here.params.handOver);
  if (!consent || !handed || !record.relations.includes('referring-team')) return refuse('not-found');
  if (standingOf(consent, work.now) !== 'live') return refuse('not-in-this-stage');
  const all = await listEntries(work, record.recordId);
  const entries = onlyClasses(all, handed.classes);
  const contact = contactNow(
    onlyClasses(all, ['process', ...handed.classes]),
    work.today,
    speaking(work, here),
  );
  // To whom it goes was written down in somebody's words.
  const shown = new Set<DataClass>([
    ...classesOfCopy(givenIn(entries), contact),
    ...(handed.to ? (['account'] as const) : []),
  ]);
  await recordSight(work, [record.recordId], 'referral-copied', [...shown]);
  const { viewer, now } = work;
  const taker = { name: viewer.name, organisation: viewer.organisation.name };
  const form = theForm(work.pack);
  const of = { reference: record.reference, entries, form, now, taker, contact, to: handed.to };
  return ok({ name: `${record.reference}.pdf`, holds: copyOf(of, speaking(work, here)) });
}

/** Nothing of another class is in what is handed on, whatever the taker holds. */
const onlyClasses = (
  entries: readonly StoredEntry[],
  classes: readonly DataClass[],
): readonly StoredEntry[] =>
  entries.map(entry => ({
    ...entry,
    payload: Object.fromEntries(
      Object.entries(entry.payload).filter(([name]) => classes.some(each => each === name)),
    ),
  }));

/** What the viewer holds of a referral, to read: all of it for the team that sent it, what was shared for a recipient. */
async function loadShared(
  work: Work,
  here: Here & Pick<Asked<string>, 'may'>,
  part: string | undefined,
): Promise<Result<SharedView>> {
  const { reference, recordId } = here.permit.record;
  const taken = await takeCopy(work, here, 'shared-seen');
  if (!taken.ok) return taken;
  const { given, contact } = taken.value;
  const { permissions } = await findConsents(work, recordId);
  const live = permissions.filter(
    each => each.party?.id === work.viewer.team.id && standingOf(each, work.now) === 'live',
  );
  const of = { reference, given, live, form: theForm(work.pack), contact, part };
  return ok(sharedView(of, speaking(work, here), copyLinks(reference, work.pack, here)));
}

async function loadOfficial(work: Work, here: Here, official: OfficialForm) {
  const taken = await takeCopy(work, here, 'referral-exported');
  if (!taken.ok) return taken;
  const { given, contact } = taken.value;
  const told = officialExport(official, theForm(work.pack), answersIn(given), speaking(work, here), contact);
  const corrected = correctedIn(official, theForm(work.pack), given, speaking(work, here));
  return ok({ told, corrected, contact: contactToTell(contact), classes: classesOfCopy(given, contact) });
}

interface Taken {
  readonly entries: readonly StoredEntry[];
  readonly given: readonly Given[];
  readonly contact: ContactNow;
}

/** What the viewer holds of a referral that was sent; that it was taken is a sight of all of it. */
async function takeCopy(work: Work, here: Here, sight: string): Promise<Result<Taken>> {
  const { recordId } = here.permit.record;
  const entries = await listEntries(work, recordId);
  if (!entries.some(entry => entry.type === 'referral-submitted')) return refuse('not-found');
  const given = givenIn(entries);
  const contact = contactNow(entries, work.today, speaking(work, here));
  await recordSight(work, [recordId], sight, classesOfCopy(given, contact));
  return ok({ entries, given, contact });
}

const speaking = ({ pack, language }: Work, { words }: Here) => ({ words, pack, language });

const columns = ['part', 'id', 'question', 'value', 'by', 'on', 'corrected-by', 'corrected-on', 'why'];
/** Every row as wide as the widest: of what was corrected, who said it, and who corrected it, when and why. */
function tableOf(
  reference: string,
  {
    told,
    corrected,
    contact,
  }: {
    readonly told: OfficialExport;
    readonly corrected: CorrectedTold;
    readonly contact: ContactTold;
  },
): readonly (readonly string[])[] {
  const rows = [
    columns,
    ['about', 'reference', '', reference],
    ...contact.warnings.map(({ code, text }) => ['warning', code, '', text]),
    ...contact.now.map(({ question, value }) => ['contact', '', question, value]),
    ...told.fields.map(({ id, value }) => ['field', id, '', value ?? '']),
    ...told.remainder.map(({ at, question, value }) => ['remainder', at, question, value]),
    ...corrected.map(({ at, question, value, by, on, correctedBy, correctedOn, why }) => [
      'corrected',
      at,
      question,
      value,
      by,
      on,
      correctedBy,
      correctedOn,
      why ?? '',
    ]),
    ...told.leftOut.map(({ id, reason }) => ['left-out', id, '', reason]),
  ];
  return rows.map(row => columns.map((_, place) => row[place] ?? ''));
}
