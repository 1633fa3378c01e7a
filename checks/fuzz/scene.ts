import fc from 'fast-check';
import type { Composed } from '../../app/compose.ts';
import { theForm } from '../../contexts/referrals/public.ts';
import { factsOf } from '../../platform/forms/concepts.ts';
import type { Answers, FormDefinition } from '../../platform/forms/definition.ts';
import { todayOf, type Given } from '../../platform/forms/fields/kind.ts';
import { dutyToNotify } from '../../platform/pack/duty.ts';
import { nearlyValidAnswers, validAnswers } from '../../platform/testing/answers.ts';
import type { Actor } from './actors.ts';
import type { Chance } from './chance.ts';
import type { World } from './world.ts';

/** What a request is made from: who asks, what there is, and the lot. */
export interface Scene {
  readonly chance: Chance;
  readonly actor: Actor;
  readonly actors: readonly Actor[];
  readonly world: World;
  readonly composed: Composed;
  readonly pools: Pools;
}

/** Answers made beforehand by the form engine, to draw from. */
export interface Pools {
  readonly given: Given;
  readonly referral: FormDefinition;
  /** Accepted as a whole referral. */
  readonly whole: readonly Answers[];
  readonly nearly: readonly unknown[];
  /** Of an adult who refuses, as far as the form goes on then. */
  readonly refusing: Answers;
  readonly notice: FormDefinition;
  /** Accepted as a whole notice that names nobody; no text of it has to be looked at again. */
  readonly notices: readonly Answers[];
  readonly signs: readonly Answers[];
}

const size = 400;

export function makePools({ pack }: Composed, given: Given, seed: number): Pools {
  const referral = theForm(pack);
  const signs = pack.forms['signs'];
  if (!signs) throw new Error('The pack has no form named signs');
  const duty = dutyToNotify(pack, 'adult', {
    nation: refusing['age']?.['nation'] as string,
    on: todayOf(given),
  });
  if (!duty) throw new Error('The pack has no duty to notify where these people refuse');
  const draw = <T>(arbitrary: fc.Arbitrary<T>) => fc.sample(arbitrary, { seed, numRuns: size });
  return {
    given,
    referral,
    whole: draw(validAnswers(referral, given))
      .map(answers => withoutBirthDate(referral, answers))
      .filter(answers => agrees(referral, answers)),
    refusing,
    notice: duty.form,
    notices: draw(validAnswers(duty.form, given)).filter(
      answers =>
        factsOf(duty.form, answers).identification === 'refused' && !/[\d@]/.test(JSON.stringify(answers)),
    ),
    nearly: draw(nearlyValidAnswers(referral, given)).map(({ answers }) => answers),
    signs: draw(validAnswers(signs, given)),
  };
}

const refusing: Answers = {
  age: { nation: 'ENG', ageStatus: 'adult' },
  tonight: { urgent: ['missing'] },
  consent: { consent: 'refused' },
};

/** Who refuses is not referred. */
const agrees = (form: FormDefinition, answers: Answers): boolean =>
  factsOf(form, answers).consent !== 'refused';

/** A birth date that was drawn contradicts the age that was drawn, more often than not. */
const withoutBirthDate = (form: FormDefinition, answers: Answers): Answers =>
  Object.fromEntries(
    form.steps.flatMap(step => {
      const held = answers[step.id];
      if (!held) return [];
      const dates = new Set(
        step.fields.filter(field => field.concept === 'birth-date').map(field => field.id),
      );
      return [[step.id, Object.fromEntries(Object.entries(held).filter(([id]) => !dates.has(id)))]];
    }),
  );
