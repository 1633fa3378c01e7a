import type { FormDefinition } from '../../platform/forms/definition.ts';
import type { Pack } from '../../platform/pack/pack.ts';

/** A form by the name under which the pack has it: what a draft was written by. */
export const formNamed = (pack: Pack, name: string): FormDefinition => pack.forms[name] ?? theForm(pack);

/** The referral form of the jurisdiction: every question of it is the pack's. */
export function theForm(pack: Pack): FormDefinition {
  const form = pack.forms['referral'];
  if (!form) throw new Error(`The pack ${pack.code} has no form named referral`);
  return form;
}
