/** How somebody who may not refer asks a first responder to, so that it is done. */
import type { Answers, StepDefinition } from '../../platform/forms/definition.ts';
import { applicable } from '../../platform/forms/journey.ts';
import { inputsOf } from '../../platform/forms/step-page.ts';
import type { Field } from './request.ts';
import type { Scene } from './scene.ts';
import type { Recipe } from './valid.ts';
import type { KnownRecord } from './world.ts';

const kinds = ['refuses', 'child', 'adult'] as const;
const kindOf = ({ recordId }: KnownRecord) => kinds[Number.parseInt(recordId.slice(-4), 16) % 3] ?? 'adult';

export const answersOfRequest = (kind: (typeof kinds)[number]): Answers => ({
  age: { nation: 'ENG', ageStatus: kind === 'child' ? 'child' : 'adult' },
  tonight: { urgent: ['danger'] },
  agreed: { agrees: kind === 'refuses' ? 'refused' : 'given' },
  account: { statement: 'They never leave the shop.', manner: 'summarised' },
  person: { givenName: 'Somebody' },
  contact: { how: 'no-safe-way' },
});
const stepsOf = ({ composed }: Scene, record: KnownRecord): readonly StepDefinition[] => {
  const form = composed.pack.forms['asking'];
  return form ? applicable(form, answersOfRequest(kindOf(record))).map(({ step }) => step) : [];
};
const missing = (scene: Scene, record: KnownRecord) =>
  stepsOf(scene, record).filter(({ id }) => !record.steps.includes(id));

const isAsked = ({ permissions }: KnownRecord): boolean => permissions.some(({ isLive }) => isLive);
const isOpen = (record: KnownRecord): boolean => record.stage === 'draft' && !isAsked(record);
const isWhole: NonNullable<Recipe['fits']> = (record, _, scene) =>
  isOpen(record) && missing(scene, record).length === 0;
const begun = ({ steps }: KnownRecord): number => steps.length;
/** What is there is whatever was saved: a page of it may be opened that was saved before. */
const anyStep = (record: KnownRecord): string => record.steps.find(each => each !== 'agreed') ?? 'age';

export const recipesOfRequests: Readonly<Record<string, Recipe>> = {
  'GET /requests/:reference/steps/:step': {
    fits: isOpen,
    fill: (_, record) => (record ? { params: { step: anyStep(record) } } : undefined),
  },
  'POST /requests/:reference/steps/:step': {
    fits: isOpen,
    rank: begun,
    fill: (scene, record) => {
      const form = scene.composed.pack.forms['asking'];
      const step = record && (missing(scene, record)[0] ?? stepsOf(scene, record)[0]);
      if (!form || !record || !step) return undefined;
      const inputs = inputsOf(form, step, answersOfRequest(kindOf(record)));
      const fields = Object.entries(inputs).flatMap(([name, held]) =>
        [held].flat().map((each): Field => [name, each]),
      );
      return { params: { step: step.id }, fields };
    },
  },
  'GET /requests/:reference/tonight': {
    fits: record => isOpen(record) && record.steps.includes('age') && record.steps.includes('tonight'),
  },
  'GET /requests/:reference/check': { fits: ({ stage }) => stage === 'draft' },
  'GET /requests/:reference/ask': { fits: isWhole },
  'POST /requests/:reference/send': {
    fits: isWhole,
    fill: ({ actors, chance }, record) => {
      const teams = actors.flatMap(({ viewer }) => (viewer?.purpose === 'referral' ? [viewer.team.id] : []));
      const agreed: readonly Field[] = [
        ['classes', 'identity'],
        ['classes', 'account'],
        ['way', 'spoken'],
      ];
      const isAgreed = record !== undefined && kindOf(record) === 'adult';
      return { fields: [['team', chance.one(teams)], ...(isAgreed ? agreed : [])] };
    },
  },
  'POST /requests/:reference/keep': { fits: isOpen },
  // Few of them: others work on it.
  'POST /requests/:reference/delete': { fits: isOpen, rank: record => -begun(record) },
};
