import type { FieldDefinition, FormDefinition, StepDefinition } from '../../../platform/forms/definition.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import type { Words } from '../../../platform/views/page.ts';
import { askers, type Reason } from './model.ts';
import english from './messages.en.json' with { type: 'json' };

/** A form of the core, whose reasons are the pack's. */
export interface WithdrawalForm {
  readonly form: FormDefinition;
  readonly step: StepDefinition;
  readonly pack: Pack;
}

const field = (of: Partial<FieldDefinition> & Pick<FieldDefinition, 'id' | 'type'>): FieldDefinition => ({
  class: 'process',
  required: true,
  ...of,
});

export function withdrawalForm(
  pack: Pack,
  reasons: readonly Reason[],
  words: Words = id => id,
): WithdrawalForm {
  const duplicates = reasons.filter(({ kind }) => kind === 'duplicate').map(({ code }) => code);
  const step: StepDefinition = {
    id: 'withdrawal',
    fields: [
      field({ id: 'reason', type: 'choice', list: 'withdrawal-reasons' }),
      field({ id: 'other', type: 'text', max: 40, when: { field: 'withdrawal.reason', is: duplicates } }),
      field({ id: 'askedBy', type: 'choice', options: askers }),
      field({ id: 'words', type: 'paragraph', class: 'account', statement: true, max: 2_000 }),
    ],
  };
  const listed = reasons.map(({ code }) => {
    const name = words(`withdrawal-reason.${code}`);
    // Said in the reader's language already.
    const label = { ...Object.fromEntries(pack.languages.map(each => [each, name])), en: name, cy: name };
    return { code, label };
  });
  return {
    form: { id: 'withdrawal', steps: [step] },
    step,
    pack: {
      ...pack,
      lists: {
        ...pack.lists,
        'withdrawal-reasons': { codes: listed, byCode: new Map(listed.map(each => [each.code, each])) },
      },
      // The form's words are the core's: the engine looks whether there are any among those of the pack.
      messages: { ...pack.messages, en: { ...english, ...pack.messages.en } },
    },
  };
}
