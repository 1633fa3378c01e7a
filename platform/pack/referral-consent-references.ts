import { everyone } from './asked-first.ts';
import type { Problem } from './files.ts';
import type { FieldDefinition } from '../forms/definition.ts';
import type { Pack } from './pack.ts';

/**
 * What an adult's consent to be referred needs of the pack's other terms and does not find there, and what the page of the
 * form that asks it offers and the pack's consents do not know.
 */
export function findBrokenReferralConsent({ consent, forms, nations }: Pack): readonly Problem[] {
  const { referral, purposes, recipients, deciders } = consent;
  if (!referral) return [];
  const tell = (path: string, message: string): Problem => ({
    file: 'consent.yaml',
    path: `referral.${path}`,
    message,
  });
  const asking = forms['referral']?.steps.find(({ fields }) =>
    fields.some(({ concept }) => concept === 'consent'),
  );
  const offered = asking?.fields.find(({ id }) => id === 'way')?.options ?? [];
  const recipient = recipients.find(({ code }) => code === referral.recipient);
  return [
    ...(purposes.some(({ code }) => code === referral.purpose)
      ? []
      : [tell('purpose', `there is no purpose "${referral.purpose}"`)]),
    ...(recipient?.purposes.includes(referral.purpose)
      ? []
      : [tell('recipient', `no recipient "${referral.recipient}" is for that purpose`)]),
    ...offered
      .filter(code => !consent.ways.includes(code))
      .map(code => ({
        file: 'consent.yaml',
        path: 'ways',
        message: `there is no way "${code}", which the step "${asking?.id}" of the form "referral" offers`,
      })),
    ...(deciders.some(({ code, path }) => code === referral.decider && path === 'adult')
      ? []
      : [tell('decider', `no decider "${referral.decider}" is an adult's own`)]),
    ...findChildUnheard({ consent, forms, nations }),
  ];
}

/**
 * Where a child is asked whether they agree, the page that asks it asks as well who decided, of those who decide for a
 * child, and of a child who decides themselves why they understand what they decide.
 */
function findChildUnheard(pack: Pick<Pack, 'consent' | 'forms' | 'nations'>): readonly Problem[] {
  const form = pack.forms['referral'];
  const isConsent = ({ field }: { readonly field: FieldDefinition }) => field.concept === 'consent';
  const asked =
    form && everyone(pack, form, ['child']).flatMap(({ questions }) => questions.filter(isConsent));
  const step = asked?.[0]?.step;
  if (!form || !step) return [];
  const path = `steps.${form.steps.indexOf(step)}`;
  const tell = (at: string, message: string): Problem => ({ file: 'forms/referral.yaml', path: at, message });
  const nth = step.fields.findIndex(({ id, required }) => id === 'decider' && required);
  if (nth < 0) return [tell(path, 'asks a child, and does not ask by "decider" who decides for a child')];
  const offered = step.fields[nth]?.options ?? [];
  const ofChildren = pack.consent.deciders.filter(each => each.path === 'child');
  const isUnderstood = step.fields.some(({ id, required }) => id === 'competence' && required);
  return [
    ...offered
      .filter(code => !ofChildren.some(each => each.code === code))
      .map(code => tell(`${path}.fields.${nth}.options`, `"${code}" does not decide for a child`)),
    ...(isUnderstood || !ofChildren.some(each => each.competence && offered.includes(each.code))
      ? []
      : [tell(path, 'does not ask by "competence" why the child understands what they decide')]),
  ];
}
