import { html } from '../../../platform/views/safe-html.ts';
import type { Message } from './commands.ts';

/** Beside what else stands on the page, which is to weigh at most 60 kB. */
const mostBytes = 40_000;
const mostMessages = 50;
const ofMessage = 300;

export interface MessagePage {
  /** The oldest first. */
  readonly messages: readonly Message[];
  /** Where the page of what was written before these begins; undefined where there is nothing. */
  readonly next: number | undefined;
}

/** The newest messages, or the newest of those before a version of the record: as many as a slow line can take, and at least one. */
export function pageOf(all: readonly Message[], before = Number.MAX_SAFE_INTEGER): MessagePage {
  const asked = all.filter(({ version }) => version < before);
  let first = asked.length;
  for (let weight = 0; first > 0 && asked.length - first < mostMessages; first -= 1) {
    weight += ofMessage + Buffer.byteLength(String(html`${asked[first - 1]?.text ?? ''}`));
    if (weight > mostBytes && first < asked.length) break;
  }
  return { messages: asked.slice(first), next: first > 0 ? asked[first]?.version : undefined };
}
