import type { FormDefinition } from '../../../platform/forms/definition.ts';
import type { Pack } from '../../../platform/pack/pack.ts';

/** How somebody who may not refer asks one who may; undefined where the pack has no way for it. */
export function requestTerms({ consent, forms }: Pick<Pack, 'consent' | 'forms'>) {
  const terms = consent.handOver;
  const form: FormDefinition | undefined = forms[terms?.requests?.form ?? ''];
  return terms?.requests && form ? { terms, requests: terms.requests, form } : undefined;
}
