import type { Asked } from '../../../platform/http/route.ts';

/** To withdraw a referral, for its page and for the case file; undefined for whoever may not, or may no more. */
export const withdrawLink = (reference: string, { words, may }: Pick<Asked<string>, 'words' | 'may'>) =>
  may('referral:withdraw')
    ? { href: `/referrals/${reference}/withdraw`, text: words('referrals.withdraw.link') }
    : undefined;
