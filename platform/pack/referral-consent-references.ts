import type { Problem } from './files.ts';
import type { Pack } from './pack.ts';

/**
 * What an adult's consent to be referred needs of the pack's other terms and does not find there, and what the page of the
 * form that asks it offers and the pack's consents do not know.
 */
export function findBrokenReferralConsent({ consent, forms }: Pack): readonly Problem[] {
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
  ];
}
