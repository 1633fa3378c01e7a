/** One-time codes of an authenticator app: RFC 6238 over SHA-1, six figures, thirty seconds, which every app knows. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../../platform/pure/time.ts';

const seconds = 30;
const figures = 6;
/** 160 bits, as RFC 4226 asks for. */
export const secretLength = 20;

export const stepAt = (at: Instant): number => Math.floor(at.epochMilliseconds / 1_000 / seconds);

/** The code of one step of time. */
export function codeOf(secret: Buffer, step: number, digits = figures): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = (mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** digits;
  return String(number).padStart(digits, '0');
}

/** Of which step a code is, now or one earlier or later: clocks differ. Undefined where it is of none. */
export function findStep(secret: Buffer, code: string, at: Instant): number | undefined {
  const typed = Buffer.from(code);
  const now = stepAt(at);
  return [now - 1, now, now + 1]
    .filter(step => {
      const expected = Buffer.from(codeOf(secret, step));
      return expected.length === typed.length && timingSafeEqual(expected, typed);
    })
    .at(-1);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 without padding (RFC 4648). */
export function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map(byte => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map(five => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

/** What an authenticator app on the same device opens (Google Authenticator's key URI format, which others took over). */
export function appLink(secret: Buffer, { account, service }: { account: string; service: string }): string {
  const label = `${encodeURIComponent(service)}:${encodeURIComponent(account)}`;
  const query = [
    `secret=${toBase32(secret)}`,
    `issuer=${encodeURIComponent(service)}`,
    `algorithm=SHA1&digits=${figures}&period=${seconds}`,
  ];
  return `otpauth://totp/${label}?${query.join('&')}`;
}
