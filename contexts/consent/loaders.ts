/** What each page of consents reads, and the sight of it that is recorded with the reading. */
import type { RecordFacts } from '../../platform/access/record.ts';
import type { StepView } from '../../platform/forms/step-page.ts';
import type { Speaking } from '../../platform/forms/wording.ts';
import type { Asked } from '../../platform/http/route.ts';
import { recordSight } from '../../platform/ledger/append.ts';
import { type DataClass, payloadClasses } from '../../platform/pure/classes.ts';
import { ok, refuse, type Result } from '../../platform/pure/result.ts';
import type { Work } from '../../platform/work.ts';
import { listColleagues } from '../organisations/public.ts';
import { byAnother } from './by-another.ts';
import { type Again, formView, type FormToShow } from './form-view.ts';
import { type ConsentForm, consentForm, type Decides } from './forms.ts';
import { type ConsentFile, hadPart, isForOutside, type Party, type Permission, standingOf } from './model.ts';
import type { ConsentsShown } from './pages/consents.page.ts';
import { isOpenTo } from './overrides.ts';
import type { OneShown } from './pages/one.page.ts';
import { listTeamsToShareWith } from './kinds.ts';
import { findConsents, listHeldClasses } from './queries.ts';
import { classesInWords, notUndone, recipientInWords, titleOf } from './showing.ts';
import { faultsOfPath, isOver, parting } from './rules.ts';
import { listOfCase } from './tasks/queries.ts';
import { consentsView } from './views.ts';

type Here = Pick<Asked<string>, 'words' | 'tokens'>;
type OnRecord = Pick<Asked<string>, 'permit' | 'words' | 'may' | 'tokens'>;

const speaking = (work: Work, { words }: Pick<Here, 'words'>): Speaking => ({
  words,
  pack: work.pack,
  language: work.language,
});

/** The consents as they stand, seen: what is shown of them is recorded. */
async function seeConsents(work: Work, recordId: string): Promise<ConsentFile> {
  const file = await findConsents(work, recordId);
  const own = [
    ...file.permissions.flatMap(({ entry, decided, reviewed, ended, handedOver }) => [
      ...handedOver.map(each => each.entry),
      entry,
      decided?.entry,
      reviewed?.entry,
      ended,
    ]),
    file.contact?.entry,
  ];
  const shown = payloadClasses.filter(
    name => name === 'process' || own.some(entry => entry?.payload[name] !== undefined),
  );
  await recordSight(work, [recordId], 'consents-seen', shown);
  return file;
}

export async function loadConsents(work: Work, asked: OnRecord): Promise<Result<ConsentsShown>> {
  const { record } = asked.permit;
  const file = await seeConsents(work, record.recordId);
  const asCase = work.viewer.purpose === 'identification-decision';
  const asking = {
    reference: record.reference,
    file,
    returned: await listOfCase(work, record.recordId),
    now: work.now,
    may: asked.may,
    viewerId: work.viewer.personId,
    isDraft: record.stage === 'draft',
    isOver: isOver(record.stage),
    back: {
      href: asCase
        ? `/cases/${record.reference}`
        : work.viewer.purpose === 'asking'
          ? `/requests/${record.reference}/check`
          : `/referrals/${record.reference}`,
      text: asked.words('consent.back'),
    },
  };
  return ok(consentsView(asking, speaking(work, asked)));
}

/** The form, with the teams with which can be shared. */
export async function formOf(
  work: Work,
  words: Here['words'],
  {
    isDraft = false,
    file,
    decides,
  }: {
    readonly isDraft?: boolean;
    readonly file?: Pick<ConsentFile, 'permissions'>;
    readonly decides?: Decides;
  } = {},
): Promise<ConsentForm & { readonly teams: readonly Party[] }> {
  const teams = await listTeamsToShareWith(work);
  const holders = new Map(
    file?.permissions.flatMap(({ party }) => (party ? [[party.id, party] as const] : [])),
  );
  const asked = { teams, holders: [...holders.values()], isDraft, ...(decides && { decides }) };
  return { ...consentForm(work.pack, words, asked), teams };
}

type Page = Pick<FormToShow, 'step' | 'at' | 'guidance'>;

const formPage = (work: Work, asked: OnRecord, form: ConsentForm, page: Page, again?: Again): StepView =>
  formView(
    {
      ...page,
      form,
      reference: asked.permit.record.reference,
      words: asked.words,
      language: work.language,
      today: work.today,
      tokens: asked.tokens,
    },
    again,
  );

/** What is said of a record, and of no one permission. */
export type FormStep = 'consent' | 'override' | 'contact' | 'hold';

/** The form of such a page: who may keep something is among those with whom it was shared. */
export async function formFor(
  work: Work,
  words: Here['words'],
  { recordId, stage }: Pick<RecordFacts, 'recordId' | 'stage'>,
  step: FormStep,
  find = findConsents,
  decides?: Decides,
) {
  const file = step === 'hold' ? await find(work, recordId) : undefined;
  return formOf(work, words, {
    isDraft: stage === 'draft',
    ...(file && { file }),
    ...(decides && { decides }),
  });
}

/** Who is offered as having decided: those who may for this person, by how they are treated and the law of the nation. */
async function decidesFor(work: Work, { recordId, nation }: RecordFacts): Promise<Decides> {
  const file = await findConsents(work, recordId);
  return decider => faultsOfPath(decider, file, { pack: work.pack, nation, today: work.today }).length === 0;
}

export async function loadForm(
  work: Work,
  asked: OnRecord,
  step: FormStep,
  again?: Again,
): Promise<Result<StepView>> {
  const { record } = asked.permit;
  const isDraft = record.stage === 'draft';
  // A page on which nothing could be said.
  if (isDraft && step !== 'consent') return refuse('not-in-this-stage');
  const decides = step === 'consent' ? await decidesFor(work, record) : undefined;
  const form = await formFor(work, asked.words, record, step, seeConsents, decides);
  const at = step === 'consent' ? 'record' : step;
  const guidance = isDraft && step === 'consent' ? { guidance: [asked.words('consent.draft')] } : {};
  return ok(formPage(work, asked, form, { step, at, ...guidance }, again));
}

/** A page about one permission: to withdraw, decide or review it. */
export async function loadOne(
  work: Work,
  asked: OnRecord & { readonly params: { readonly permission: string } },
  step: 'withdrawal' | 'handover' | 'verdict' | 'review',
  again?: Again,
): Promise<Result<OneShown>> {
  const { words, params, permit } = asked;
  const file = await seeConsents(work, permit.record.recordId);
  const { permissions } = file;
  const found = permissions.find(({ id }) => id === params.permission);
  const kind = step === 'withdrawal' || step === 'handover' ? 'consent' : 'override';
  if (!found || found.kind !== kind || (kind === 'consent' && found.state !== 'given'))
    return refuse('not-found');
  const spoken = speaking(work, asked);
  // Whoever has a team here sees it here; what ended, or is over, lets nothing go.
  if (step === 'handover' && (!isForOutside(found) || standingOf(found, work.now) !== 'live'))
    return refuse('not-found');
  const guidance = {
    withdrawal: (each: Permission) => withdrawalSays(each, parting(file, each, work), spoken),
    handover: handOverSays,
    verdict: askedSays,
    review: askedSays,
  }[step](found, spoken);
  const at = { withdrawal: 'withdraw', handover: 'hand-over', verdict: 'decide', review: 'review' }[step];
  // Nobody is asked what could only be refused: what was decided is decided, and somebody else than who had a part in it does.
  if (isJudgement(step) && !isOpenTo(step, found, work.now)) return refuse('not-in-this-stage');
  const isAnothers = isJudgement(step) && hadPart(found, work.viewer.personId);
  const page = { step, at: `${at}/${found.id}`, guidance };
  // Nothing is offered that was not agreed to, or that the team does not hold itself.
  const held = step === 'handover' ? await listHeldClasses(work, permit.record.recordId) : [];
  const agreed = found.classes.filter(name => name !== 'process' && held.includes(name));
  const form = consentForm(work.pack, words, step === 'handover' ? { agreed } : {});
  if (!isAnothers) return ok({ ...formPage(work, asked, form, page, again), byAnother: undefined });
  const others = (await listColleagues(work)).filter(({ personId }) => !hadPart(found, personId));
  const names = [...new Set(others.map(({ name }) => name))];
  return ok({ ...formPage(work, asked, form, page), byAnother: byAnother(names, spoken) });
}

const isJudgement = (step: string): step is 'verdict' | 'review' => step === 'verdict' || step === 'review';

function withdrawalSays(
  permission: Permission,
  { closes, keeps }: ReturnType<typeof parting>,
  spoken: Speaking,
): readonly string[] {
  const { words } = spoken;
  const recipient = recipientInWords(permission, spoken);
  const says = (does: string, classes: readonly DataClass[]) =>
    classes.length === 0
      ? []
      : [words(`consent.withdraw.${does}`, { recipient, classes: classesInWords(classes, spoken) })];
  const follows = permission.tells
    ? says('told', permission.classes)
    : permission.party
      ? [...says('closes', closes), ...says('keeps', keeps)]
      : [...says('outside', permission.classes), words('consent.withdraw.kept')];
  return [
    titleOf(permission, spoken),
    ...follows,
    words(notUndone(permission)),
    words('consent.withdraw.tell'),
  ];
}

const handOverSays = (permission: Permission, spoken: Speaking): readonly string[] => [
  titleOf(permission, spoken),
  spoken.words('consent.hand-over.covers', { classes: classesInWords(permission.classes, spoken) }),
  spoken.words('consent.hand-over.after'),
];

const askedSays = (permission: Permission, spoken: Speaking): readonly string[] => [
  titleOf(permission, spoken),
  spoken.words('consent.override.asked', {
    recipient: recipientInWords(permission, spoken),
    classes: classesInWords(permission.classes, spoken),
    ground: permission.ground ? spoken.words(`consent-ground.${permission.ground}`) : '',
  }),
  ...(permission.told['reasons'] ? [permission.told['reasons']] : []),
];
