/** What is asked of a referral after it was sent. */
import type { KnownRecord } from './world.ts';

const wasSent = ({ stage }: KnownRecord): boolean => stage === 'submitted' || stage === 'decided';

const copies = [
  'GET /referrals/:reference/referral.pdf',
  'GET /api/v1/referrals/:reference/referral.pdf',
  'GET /referrals/:reference/official.csv',
  'GET /api/v1/referrals/:reference/official',
];

export const ofSent = Object.fromEntries(copies.map(name => [name, { fits: wasSent }]));
