import { createHmac, timingSafeEqual } from 'node:crypto';

/** A form's token is bound to the browser's session: another site cannot make one, nor replay somebody else's. */
export const csrfToken = (secret: string, sessionId: string): string =>
  createHmac('sha256', secret).update(`csrf:${sessionId}`).digest('base64url');

export function isOurs(secret: string, sessionId: string, token: unknown): boolean {
  const expected = Buffer.from(csrfToken(secret, sessionId));
  const given = Buffer.from(typeof token === 'string' ? token : '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
