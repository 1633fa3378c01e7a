/** Names, dates and places that somebody typed in a draft and did not go on with: no answers, and yet they tell who it is. */
import type { Answers, FormDefinition, StepDefinition } from '../../../platform/forms/definition.ts';
import { sentFrom } from '../../../platform/forms/inputs.ts';
import { itemsField } from '../../../platform/forms/items.ts';
import { stepOf } from '../../../platform/forms/journey.ts';
import { kindOf } from '../../../platform/forms/kinds.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { Json } from '../../../platform/pure/json.ts';
import { inNotice } from './nameless.ts';
import { type Known, knownAmong } from './identifying.ts';

interface Typed {
  /** `step`, `step/item` or `notice.step`. */
  readonly place: string;
  readonly inputs: Readonly<Record<string, readonly string[]>>;
}

/** The first form is the referral's. */
export function knownTyped(
  pack: Pack,
  [referral, ...notices]: readonly FormDefinition[],
  typed: readonly Typed[],
): readonly Known[] {
  return typed.flatMap(({ place, inputs }) => {
    const isOfNotice = place.startsWith(inNotice);
    const [id = '', item] = (isOfNotice ? place.slice(inNotice.length) : place).split('/');
    return (isOfNotice ? notices : [referral]).flatMap(form => {
      const step = form && stepOf(form, id);
      if (!step) return [];
      const asked = item === undefined ? step : personalOf(step);
      return [knownAmong({ ...form, steps: [asked] }, typedIn(asked, inputs), pack)];
    });
  });
}

/** What is asked of one of several; people beside the person are others. */
const personalOf = (step: StepDefinition): StepDefinition => ({
  ...step,
  fields: (itemsField(step)?.fields ?? []).filter(field => field.class !== 'third-party'),
});

function typedIn(step: StepDefinition, inputs: Typed['inputs']): Answers {
  const sent = sentFrom(inputs);
  const read = step.fields
    .filter(({ fields }) => fields === undefined)
    .flatMap((field): [string, Json][] => {
      const answer = kindOf(field).read(field, sent);
      return answer === undefined ? [] : [[field.id, answer]];
    });
  return { [step.id]: Object.fromEntries(read) };
}
