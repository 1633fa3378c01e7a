/** Signatures as Standard Webhooks has them (standardwebhooks.com, version 1.0.0): HMAC-SHA256 over id, time and body. */
import { createHmac } from 'node:crypto';

/** Made from the deployment's secret whenever it is needed, so that it lies nowhere: who copies the database has none. */
export const keyOf = (secret: string, webhookId: string, number: number): Buffer =>
  createHmac('sha256', secret).update(`webhook:${webhookId}:${number}`).digest();

/** As the other system is given it. */
export const shownKey = (key: Buffer): string => `whsec_${key.toString('base64')}`;

export interface Message {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** One signature for each secret that works, so that the receiver can change from one to the other. */
export function headersOf({ id, timestamp, body }: Message, keys: readonly Buffer[]): Record<string, string> {
  const signed = keys.map(
    key => `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signed.join(' '),
  };
}
