import type { Asked } from '../../../platform/http/route.ts';
import type { Pack } from '../../../platform/pack/pack.ts';

/** What may be taken along of a referral that was sent, for its page and for the case file. */
export const copyLinks = (
  reference: string,
  pack: Pack,
  { words, may }: Pick<Asked<string>, 'words' | 'may'>,
) =>
  may('referral:copy')
    ? [
        { href: `/referrals/${reference}/referral.pdf`, text: words('referrals.copy.pdf') },
        ...(pack.officialForm
          ? [{ href: `/referrals/${reference}/official.csv`, text: words('referrals.copy.official') }]
          : []),
      ]
    : [];
