import { sql } from 'kysely';
import { breakGlass } from '../../contexts/oversight/glass/commands.ts';
import { ok } from '../../platform/pure/result.ts';
import type { Person } from '../support/stage.ts';
import type { Fuzzing } from './fuzzing.ts';
import { closedTo } from './valid-glass.ts';
import { look } from './world.ts';

const roles = ['responder', 'caseworker', 'manager'];

/** A day in which nobody tried, for everybody a record that they hold nothing of, and, unless it is to be opened yet, one that they opened. */
export async function makeGlass(
  { theatre: { stage }, actors, pools }: Fuzzing,
  isOpened: boolean,
): Promise<void> {
  const { superuser } = stage.database;
  await sql`UPDATE oversight.attempt SET at = at - interval '25 hours'`.execute(superuser);
  const people = actors.flatMap(({ role, viewer }) => (viewer && roles.includes(role) ? [viewer] : []));
  const senders = people.filter(({ role }) => role === 'responder');
  for (let time = 0; time < 60; time++) {
    const { records } = await look(superuser);
    const closed = people.map(viewer => ({ viewer, record: records.find(each => closedTo(each, viewer)) }));
    const without = closed.filter(({ record }) => !record);
    if (without.length === 0) {
      if (isOpened) for (const { viewer, record } of closed) await open(viewer, record?.reference ?? '');
      return;
    }
    await stage.refer(senders[time % senders.length] ?? stage.person('Sam Okafor'));
  }

  async function open(viewer: Person, reference: string): Promise<void> {
    const reason = pools.given.pack.glass.reasons[0];
    await stage.run(viewer, 'glass:open', undefined, async (work, permit) =>
      ok(await breakGlass(work, permit, { reference, reason, words: 'She rang, and the line went dead.' })),
    );
  }
}
