import type { Entry } from '../../../platform/ledger/entry.ts';
import type { DataClass } from '../../../platform/pure/classes.ts';
import { ok, refuse, type Result } from '../../../platform/pure/result.ts';
import { type ConsentFile, isForOutside, standingOf } from '../model.ts';
import { fault, type Given } from '../rules.ts';

/** Somebody outside who is handed a copy, and of which kinds of data. */
export interface OutsideCopy {
  readonly name: string;
  readonly organisation: string;
  readonly classes: readonly DataClass[];
  readonly words: string;
}

/** Without a live consent that covers it no copy leaves: who has a team here sees it here, and is handed none. */
export function outsideCopy(file: ConsentFile, id: string, said: OutsideCopy, given: Given): Result<Entry> {
  const found = file.permissions.find(each => each.id === id && isForOutside(each));
  if (!found) return refuse('not-found');
  if (standingOf(found, given.now) !== 'live') return refuse('not-in-this-stage');
  const covered: readonly DataClass[] = found.classes.filter(each => each !== 'process');
  const faults = [
    ...(said.classes.length === 0 || said.classes.some(each => !covered.includes(each))
      ? [fault('classes', 'consent.error.classes-not-agreed', 'handover')]
      : []),
    ...(said.classes.some(each => !given.held.includes(each))
      ? [fault('classes', 'consent.error.classes-not-held', 'handover')]
      : []),
    ...(said.name.trim() === '' ? [fault('name', 'error.missing', 'handover')] : []),
  ];
  if (faults.length > 0) return refuse('invalid', faults);
  return ok({
    type: 'copy-handed-over',
    payload: {
      process: {
        handOver: given.newId(),
        permission: found.id,
        recipient: found.recipient,
        classes: ['process', ...said.classes],
      },
      account: { name: said.name, organisation: said.organisation, words: said.words },
    },
  });
}
