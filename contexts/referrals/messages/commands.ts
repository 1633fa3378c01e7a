/** Messages between the team that referred and the authority that decides, on one referral. They never leave the system. */
import type { Permit } from '../../../platform/access/permit.ts';
import { append } from '../../../platform/ledger/append.ts';
import type { StoredEntry } from '../../../platform/ledger/entry.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import type { JsonObject } from '../../../platform/pure/json.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Instant } from '../../../platform/pure/time.ts';
import type { Viewer, Work } from '../../../platform/work.ts';
import { notifyTeam } from '../jobs.ts';
import type { Parties } from '../model.ts';

export type Side = 'referrer' | 'authority';

export interface Message {
  readonly from: Side;
  readonly by: JsonObject;
  readonly at: Instant;
  /** Of the record, when it was written: by it the pages are told apart. */
  readonly version: number;
  /** Byte for byte as it was written; undefined where the reader does not hold the class `account`. */
  readonly text: string | undefined;
}

export const messagesIn = (entries: readonly StoredEntry[]): readonly Message[] =>
  entries
    .filter(({ type }) => type === 'message-sent')
    .map(({ at, version, payload }) => {
      const text = payload.account?.['text'];
      return {
        from: payload.process?.['from'] === 'authority' ? 'authority' : 'referrer',
        by: (payload.process?.['by'] ?? {}) as JsonObject,
        at,
        version: version ?? 0,
        text: typeof text === 'string' ? text : undefined,
      };
    });

const partiesOf = (entries: readonly StoredEntry[]): Partial<Parties> =>
  (entries.find(({ type }) => type === 'referral-submitted')?.payload.process?.['parties'] ??
    {}) as Partial<Parties>;

/** Which side the viewer is on; undefined for everybody else, who takes no part in it. */
export function sideOf({ team }: Viewer, entries: readonly StoredEntry[]): Side | undefined {
  const { referrer, authority } = partiesOf(entries);
  return team.id === referrer ? 'referrer' : team.id === authority ? 'authority' : undefined;
}

/** How many of the other side's have had no answer yet. */
export function waitingFor(side: Side, messages: readonly Message[]): number {
  const answered = messages.findLastIndex(({ from }) => from === side);
  return messages.length - answered - 1;
}

/** Adds a message; the other side is told that something is new, and nothing of it. */
export async function sendMessage(
  work: Work,
  { record }: Permit<'message:send'>,
  text: string,
): Promise<Result<{ readonly reference: string }>> {
  const entries = await listEntries(work, record.recordId);
  const from = sideOf(work.viewer, entries);
  if (from === undefined) return refuse('not-permitted');
  await append(work, record, [{ type: 'message-sent', payload: { process: { from }, account: { text } } }]);
  const other = partiesOf(entries)[from === 'referrer' ? 'authority' : 'referrer'];
  if (other !== undefined) await work.jobs.add(notifyTeam, { team: other, about: 'something-new' });
  return ok({ reference: record.reference });
}
