import { recordDecision, takeCase } from '../../contexts/decisions/public.ts';
import { todayOf } from '../../platform/forms/fields/kind.ts';
import { definitionOn } from '../../platform/pack/definition.ts';
import type { Person } from '../support/stage.ts';
import type { Fuzzing } from './fuzzing.ts';
import { isForWithdrawing } from './valid-after-send.ts';
import { type KnownRecord, look } from './world.ts';

/** A referral that stands and that the recipes leave to be withdrawn: one in five is. */
export async function makeWithdrawable(state: Fuzzing): Promise<void> {
  for (let time = 0; time < 100; time++) {
    const record = await refer(state);
    if (!record || isForWithdrawing(record)) return;
  }
}

/** A case on the desk of everybody who decides where it went; with `isToBeRead`, decided by them in the negative. */
export async function makeCases(state: Fuzzing, isToBeRead: boolean): Promise<void> {
  const { stage } = state.theatre;
  const isTheirs = (person: Person, { holders }: KnownRecord) =>
    holders.includes(`${person.team.id} ${person.purpose}`);
  for (const { viewer } of state.actors.filter(({ role }) => role === 'caseworker')) {
    const record = await refer(state);
    if (!viewer || !record || !isTheirs(viewer, record)) continue;
    const { reference } = record;
    await stage.run(viewer, 'case:take', reference, takeCase);
    if (isToBeRead)
      await stage.run(viewer, 'decision:record', reference, (work, permit) =>
        recordDecision(work, permit, negative(state, record)),
      );
  }
}

async function refer({ theatre: { stage }, actors }: Fuzzing): Promise<KnownRecord | undefined> {
  const sender = actors.find(({ role }) => role === 'responder')?.viewer;
  if (!sender) return undefined;
  const sent = await stage.refer(sender);
  const { records } = await look(stage.database.superuser);
  return records.find(({ reference }) => reference === sent);
}

function negative({ theatre: { stage }, pools }: Fuzzing, { treatedAs }: KnownRecord) {
  const on = todayOf(pools.given);
  const found = definitionOn(stage.composed.pack, on, treatedAs === 'child' ? 'child' : 'adult');
  const heads = found.ok ? found.value.heads : [];
  return {
    outcome: 'negative' as const,
    reasons: 'Weighed as a whole.',
    headReasons: new Map(heads.map(({ code }) => [code, 'Looked for.'])),
    findings: new Map(
      heads.flatMap(({ code, elements }) =>
        elements.map(element => [`${code}.${element}`, 'not-shown'] as const),
      ),
    ),
  };
}
