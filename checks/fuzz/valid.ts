/** How to ask for each operation so that it is done. An operation that needs more than its path has a recipe here. */
import type { Answers, FormDefinition, StepDefinition } from '../../platform/forms/definition.ts';
import { joinInputs, type Inputs } from '../../platform/forms/inputs.ts';
import { answersOf, itemsField, itemsIn, stepOfItem } from '../../platform/forms/items.ts';
import { baseName } from '../../platform/forms/based.ts';
import { applicable } from '../../platform/forms/journey.ts';
import { kindOf } from '../../platform/forms/kinds.ts';
import { todayOf } from '../../platform/forms/fields/kind.ts';
import { assetManifest } from '../../platform/views/assets.ts';
import { checkedOf } from '../support/checked.ts';
import type { Person } from '../support/stage.ts';
import type { Field } from './request.ts';
import type { Scene } from './scene.ts';
import { recipesOfCases, words } from './valid-cases.ts';
import { ofSent } from './valid-after-send.ts';
import { recipesOfConsent } from './valid-consents.ts';
import { recipesOfClients } from './valid-clients.ts';
import { recipesOfGlass } from './valid-glass.ts';
import { recipesOfPeople } from './valid-people.ts';
import { recipesOfRegistrations } from './valid-registrations.ts';
import { recipesOfTeams } from './valid-teams.ts';
import { recipesOfHandOvers } from './valid-hand-overs.ts';
import { recipesOfRequests } from './valid-requests.ts';
import { recipesOfEvidence } from './valid-evidence.ts';
import { isRefuser, type KnownRecord } from './world.ts';

/** What fills a request: the parameters of its path, its query, and the fields or the JSON of its body. */
export interface Filling {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: readonly Field[];
  readonly fields?: readonly Field[];
  readonly json?: unknown;
  readonly files?: readonly Field[];
}

export interface Recipe {
  /** Which records will do, among those that policy permits. */
  readonly fits?: (record: KnownRecord, viewer: Person, scene: Scene) => boolean;
  /** Which of them first, more often than not. */
  readonly rank?: (record: KnownRecord) => number;
  /** Undefined where there is nothing yet to ask this about. */
  readonly fill?: (scene: Scene, record: KnownRecord | undefined) => Filling | undefined;
}

export const fieldsOf = (inputs: Inputs): readonly Field[] =>
  Object.entries(inputs).flatMap(([name, value]) => [value].flat().map((each): Field => [name, each]));

/** Sent by somebody who looked at what they send. */
const asChecked = (form: FormDefinition, record: KnownRecord | undefined): Filling => ({
  fields: record?.draft ? [[baseName, checkedOf(form, record.draft)]] : [],
});

/** What the inputs of a step hold for these answers. */
export function stepFields(step: StepDefinition, answers: Answers): readonly Field[] {
  const held = answers[step.id] ?? {};
  const parts = step.fields.map(field => {
    const answer = held[field.id];
    // What is sealed is typed like anything else.
    return answer === undefined ? {} : kindOf({ type: field.type }).write(field, answer);
  });
  return fieldsOf(joinInputs(parts));
}

/** A draft is filled in from one and the same set of answers, whoever comes next. */
const drawn = (pool: readonly Answers[], { recordId }: KnownRecord): Answers =>
  pool[Number.parseInt(recordId.slice(-6), 16) % pool.length] ?? {};
const answersFor = ({ pools }: Scene, record: KnownRecord): Answers =>
  isRefuser(record) ? pools.refusing : drawn(pools.whole, record);

const stepsFor = (scene: Scene, record: KnownRecord): readonly StepDefinition[] =>
  applicable(scene.pools.referral, answersFor(scene, record))
    .map(({ step }) => step)
    .filter(({ id }) => !isRefuser(record) || Object.hasOwn(scene.pools.refusing, id));

const hasRefused = (record: KnownRecord): boolean =>
  record.stage === 'draft' && isRefuser(record) && record.steps.includes('consent');
const noticeSteps = ({ pools }: Scene, record: KnownRecord): readonly StepDefinition[] =>
  applicable(pools.notice, drawn(pools.notices, record)).map(({ step }) => step);
export const missingOfNotice = (scene: Scene, record: KnownRecord): readonly StepDefinition[] =>
  noticeSteps(scene, record).filter(({ id }) => !record.steps.includes(id));

/** What a draft lacks before it may be sent; steps that may follow are not among it. */
export const neededSteps = (scene: Scene, record: KnownRecord): readonly StepDefinition[] =>
  missingSteps(scene, record).filter(({ more }) => !more);
const missingSteps = (scene: Scene, record: KnownRecord): readonly StepDefinition[] =>
  stepsFor(scene, record).filter(step => {
    const isEmpty = Object.keys(answersFor(scene, record)[step.id] ?? {}).length === 0;
    return !isEmpty && !record.steps.includes(step.id);
  });

/** One of several of a kind, of the same step and name each time, so that what adds it meets what takes it out. */
function itemOf(scene: Scene, record: KnownRecord | undefined): Filling | undefined {
  const answers = record && answersFor(scene, record);
  const step = scene.pools.referral.steps.find(each => answers && itemsIn(answers, each).length > 0);
  const [item] = step && answers ? itemsIn(answers, step) : [];
  if (!step || !item) return undefined;
  const fields = stepFields(stepOfItem(step), { [step.id]: answersOf(item) });
  return { params: { step: step.id, item: item.id }, fields };
}

const signsStep = ({ composed }: Scene, place: number): { form: FormDefinition; step: StepDefinition } => {
  const form = composed.pack.forms['signs'];
  const step = form?.steps[place];
  if (!form || !step) throw new Error('The form signs has two steps');
  return { form, step };
};
const encounter = (scene: Scene): readonly Field[] =>
  stepFields(signsStep(scene, 0).step, scene.chance.one(scene.pools.signs));

export const recipes: Readonly<Record<string, Recipe>> = {
  ...recipesOfConsent,
  ...recipesOfEvidence,
  ...recipesOfHandOvers,
  ...recipesOfClients,
  ...recipesOfPeople,
  ...recipesOfRegistrations,
  ...recipesOfTeams,
  ...recipesOfGlass,
  ...recipesOfRequests,
  'POST /api/v1/referrals': { fill: ({ chance, pools }) => ({ json: chance.one(pools.whole) }) },
  'POST /referrals': {
    fill: ({ chance, world, actor }) => {
      const known = world.screenings.filter(({ team }) => team === actor.viewer?.team.id);
      return { fields: known.length > 0 && chance.happens(0.3) ? [['screening', chance.one(known).id]] : [] };
    },
  },
  'GET /referrals/:reference/steps/:step': {
    fill: (scene, record) =>
      record ? { params: { step: scene.chance.one(stepsFor(scene, record)).id } } : undefined,
  },
  'POST /referrals/:reference/steps/:step': {
    // One draft after the other is finished, as people do.
    rank: ({ steps }) => steps.length,
    fill: (scene, record) => {
      if (!record) return undefined;
      // What asks for several has a page for each.
      const missing = missingSteps(scene, record).filter(each => !itemsField(each));
      const step = missing[0] ?? scene.chance.one(stepsFor(scene, record));
      return { params: { step: step.id }, fields: stepFields(step, answersFor(scene, record)) };
    },
  },
  'POST /api/v1/notices': {
    fill: ({ chance, pools }) => ({
      json: { nation: pools.refusing['age']?.['nation'], answers: chance.one(pools.notices) },
    }),
  },
  'GET /referrals/:reference': { fits: ({ stage }) => stage !== 'notified' },
  'GET /api/v1/referrals/:reference': { fits: ({ stage }) => stage !== 'notified' },
  ...ofSent,
  'GET /notices/:reference': { fits: ({ stage }) => stage === 'notified' },
  'GET /referrals/:reference/tonight': {
    fits: record => record.stage === 'draft' && isRefuser(record) && record.steps.includes('tonight'),
  },
  'GET /referrals/:reference/without-consent': { fits: hasRefused },
  'GET /referrals/:reference/notice/steps/:step': {
    fits: hasRefused,
    fill: ({ pools }) => ({ params: { step: pools.notice.steps[0]?.id ?? '' } }),
  },
  'POST /referrals/:reference/notice/steps/:step': {
    fits: hasRefused,
    rank: ({ steps }) => steps.length,
    fill: (scene, record) => {
      if (!record) return undefined;
      const step = missingOfNotice(scene, record)[0] ?? scene.chance.one(noticeSteps(scene, record));
      return { params: { step: step.id }, fields: stepFields(step, drawn(scene.pools.notices, record)) };
    },
  },
  'GET /referrals/:reference/notice/check': { fits: hasRefused },
  'POST /referrals/:reference/notice/send': {
    fits: (record, _viewer, scene) => hasRefused(record) && missingOfNotice(scene, record).length === 0,
    fill: (scene, record) => asChecked(scene.pools.notice, record),
  },
  'POST /referrals/:reference/end': { fits: hasRefused, rank: ({ steps }) => -steps.length },
  'GET /referrals/:reference/steps/:step/items/:item': { fill: itemOf },
  'POST /referrals/:reference/steps/:step/items/:item': { fill: itemOf },
  'GET /referrals/:reference/steps/:step/items/:item/remove': { fill: itemOf },
  'POST /referrals/:reference/steps/:step/items/:item/remove': { fill: itemOf },
  'POST /referrals/:reference/submit': {
    fits: (record, _viewer, scene) => !isRefuser(record) && neededSteps(scene, record).length === 0,
    fill: (scene, record) => asChecked(scene.pools.referral, record),
  },
  'GET /information/:language/:page': {
    fill: ({ chance, composed }) => {
      const { languages = [], pages = [] } = composed.pack.information ?? {};
      const language = languages.length > 0 ? chance.one(languages).code : '';
      return { params: { language, page: String(1 + chance.whole(Math.max(pages.length, 1))) } };
    },
  },
  'POST /signs/check': {
    fill: scene => ({
      fields: [
        ...encounter(scene),
        ...stepFields(signsStep(scene, 1).step, scene.chance.one(scene.pools.signs)),
      ],
    }),
  },
  'GET /signs/:screening': {
    fill: ({ chance, world, actor }) => {
      const known = world.screenings.filter(({ team }) => team === actor.viewer?.team.id);
      return known.length > 0 ? { params: { screening: chance.one(known).id } } : undefined;
    },
  },
  'POST /search': {
    fill: ({ chance, world }) => {
      const references = world.records.map(({ reference }) => reference);
      return { fields: [['q', chance.one([...references, 'Testova', 'x y', '2 3 1990', '020 7946 0018'])]] };
    },
  },
  'GET /queue': {
    fill: ({ chance }) => ({
      query: [['view', chance.one(['unallocated', 'mine', 'allocated', 'second-reading', 'decided'])]],
    }),
  },
  ...recipesOfCases,
  'GET /referrals/:reference/sealed/:step': { fill: () => ({ params: { step: 'place' } }) },
  'POST /referrals/:reference/sealed/:step': {
    fill: scene => ({ params: { step: 'place' }, fields: [['safeAddress', words(scene)]] }),
  },
  // Hand-overs need somebody who takes them.
  'POST /team': { fill: () => ({ fields: [['takes', 'yes']] }) },
  'POST /duty': {
    fill: ({ chance, actor, pools }) => {
      const { day, month, year } = todayOf(pools.given).add({ days: 1 });
      return {
        fields: [
          ['person', actor.viewer?.personId ?? ''],
          ['day.day', String(day)],
          ['day.month', String(month)],
          ['day.year', String(year)],
          ['at', chance.one(['08:00', '8.30', '23:59'])],
          ['hours', chance.one(['1', '12', '168'])],
        ],
      };
    },
  },
  'POST /duty/:duty/end': {
    fill: ({ chance, world, actor }) => {
      const known = world.duties.filter(({ team }) => team === actor.viewer?.team.id);
      return known.length > 0 ? { params: { duty: chance.one(known).id } } : undefined;
    },
  },
  'POST /sealed/:reference/:seal': {
    fits: ({ seals }) => seals.length > 0,
    fill: (scene, record) =>
      record && {
        params: { seal: scene.chance.one(record.seals) },
        fields: [
          ['reason', scene.chance.one(['danger', 'visit', 'check'])],
          ['words', words(scene)],
        ],
      },
  },
  'POST /sign-in/demonstration': {
    fill: ({ chance, actors }) => {
      const { viewer } = chance.one(actors.filter(each => each.viewer));
      return {
        fields: [
          ['position', `${viewer?.personId} ${viewer?.team.id} ${viewer?.role}`],
          ['to', '/home'],
        ],
      };
    },
  },
  // To the one that is held already: sessions of the fuzzing stay as they are.
  'POST /session/position': {
    fill: ({ actor: { viewer } }) => ({
      fields: [['position', `${viewer?.personId} ${viewer?.team.id} ${viewer?.role}`]],
    }),
  },
  'GET /assets/*': { fill: ({ chance }) => ({ params: { '*': chance.one(Object.values(assetManifest)) } }) },
};
