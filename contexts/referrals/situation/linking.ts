/** That people were referred from one situation: pure. It stands on a record of its own, of which nobody holds anything. */
import { z } from 'zod';
import type { Entry, StoredEntry } from '../../../platform/ledger/entry.ts';
import { isTakenBack } from './rules.ts';

export type Pair = readonly [string, string];

/** Every two of these who are not linked yet, each pair once. */
export function pairsAmong(recordIds: readonly string[], linked: readonly Pair[]): readonly Pair[] {
  const isLinked = new Set(linked.flatMap(([one, other]) => [`${one} ${other}`, `${other} ${one}`]));
  const all = [...new Set(recordIds)];
  return all
    .flatMap((one, place) => all.slice(place + 1).map((other): Pair => [one, other]))
    .filter(([one, other]) => !isLinked.has(`${one} ${other}`));
}

/** Whoever took back what they agreed to, or whose referral was withdrawn, is linked with nobody from then on. */
export const mayBeLinked = (entries: readonly StoredEntry[]): boolean =>
  entries.length > 0 && !isTakenBack(entries) && !entries.some(({ type }) => type === 'referral-withdrawn');

export const linkEntry = (between: Pair): Entry => ({
  type: 'situation-linked',
  payload: { process: { between: [...between] } },
});

const said = z.object({ between: z.tuple([z.uuid(), z.uuid()]) });
export const linkedBy = ({ payload }: StoredEntry): Pair => said.parse(payload.process).between;
