/** Of what another system may be told, and where. */

/** Types of entries: that it happened, and nothing of it. The database starts from the same list (migrations/2026-11-27-42-webhooks.ts). */
export const kinds = [
  'referral-submitted',
  'referral-withdrawn',
  'decision-recorded',
  'message-sent',
  'answer-corrected',
  'one-more-added',
  'evidence-added',
] as const;

/** Tries before a delivery is marked as failed, with a pause that grows from five seconds to an hour. */
export const tries = 12;

/** Without this scope a system could not fetch what it is told of. */
export const neededScope = 'referral:list';

/** An address of another system: https, and without anything of ours or theirs in it that others could read. */
export function readAddress(text: string, mayBeLoopback: boolean): string | undefined {
  if (text.length > 2_000 || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  const isSafe = url.protocol === 'https:' || (mayBeLoopback && isLoopback && url.protocol === 'http:');
  return isSafe && url.username === '' && url.password === '' && url.hash === '' ? url.href : undefined;
}

export const readKinds = (text: string): readonly string[] | undefined => {
  const asked = text.split(',').map(each => each.trim());
  return asked.every(each => kinds.some(kind => kind === each)) ? [...new Set(asked)] : undefined;
};
