import type { Words } from '../../../../platform/views/page.ts';

/** From a page about a referral or its draft to its files. */
export const evidenceLink = (reference: string, count: number, words: Words) => ({
  href: `/referrals/${reference}/evidence`,
  text: words('evidence.link', { count }),
});
