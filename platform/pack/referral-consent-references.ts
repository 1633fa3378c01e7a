import type { Problem } from './files.ts';
import type { Pack } from './pack.ts';

/** What an adult's consent to be referred needs of the pack's other terms and does not find there. */
export function findBrokenReferralConsent({ consent }: Pick<Pack, 'consent'>): readonly Problem[] {
  const { referral, purposes, recipients, deciders } = consent;
  if (!referral) return [];
  const tell = (path: string, message: string): Problem => ({
    file: 'consent.yaml',
    path: `referral.${path}`,
    message,
  });
  const recipient = recipients.find(({ code }) => code === referral.recipient);
  return [
    ...(purposes.some(({ code }) => code === referral.purpose)
      ? []
      : [tell('purpose', `there is no purpose "${referral.purpose}"`)]),
    ...(recipient?.purposes.includes(referral.purpose)
      ? []
      : [tell('recipient', `no recipient "${referral.recipient}" is for that purpose`)]),
    ...(deciders.some(({ code, path }) => code === referral.decider && path === 'adult')
      ? []
      : [tell('decider', `no decider "${referral.decider}" is an adult's own`)]),
  ];
}
