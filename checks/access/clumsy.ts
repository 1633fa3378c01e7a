/** A web whose bugs quote everything that they were given. */
import { sql } from 'kysely';
import type { Composed } from '../../app/compose.ts';
import { createWeb } from '../../app/web.ts';
import type { Log } from '../../platform/log/log.ts';
import { actorAs as who } from './cast.ts';
import { markedHeaders } from './hostile.ts';
import { send } from './matrix.ts';
import { questions } from './requests.ts';
import type { World } from './world.ts';

/** Each change fails in the middle: one by an error of ours, the others by one of the database. */
const clumsy = (composed: Composed): Composed => ({
  ...composed,
  projections: new Map(
    [...composed.projections].map(([type, own]) => [
      type,
      type === 'draft-opened'
        ? own
        : [
            ...own,
            async (db, entry) => {
              const everything = JSON.stringify(entry.payload);
              if (type === 'case-allocated')
                throw new Error(everything, { cause: new TypeError(everything) });
              await sql`SELECT ${everything}::integer`.execute(db);
            },
          ],
    ]),
  ),
});

export interface Broken {
  readonly name: string;
  readonly status: number;
  readonly body: string;
}

const tries = [
  ['POST /referrals/:reference/submit', who('responder', 'referrer'), 'draft'],
  ['POST /api/v1/referrals', who('responder', 'referrer'), 'draft'],
  ['POST /cases/:reference/take', who('caseworker', 'authority-team'), 'unallocated'],
  ['POST /cases/:reference/decide', who('caseworker', 'decider'), 'allocated'],
  ['POST /cases/:reference/second-reading', who('manager', 'authority-team'), 'second-reading'],
] as const;

export async function breakThings(world: World, log: Log): Promise<readonly Broken[]> {
  const { composed, database, files, settings, keys } = world.stage;
  const web = await createWeb({
    composed: clumsy(composed),
    database: database.app,
    files,
    settings,
    log,
    keys,
  });
  const broken: Broken[] = [];
  for (const [name, actor, stage] of tries) {
    const question = questions.find(each => each.name === name);
    const subject = await world.tell(stage, { moves: true });
    const signed = await world.sign(actor);
    const sent = question?.ask(world, subject, signed) ?? { url: name };
    const answer = await send(web, sent, signed, markedHeaders);
    broken.push({ name, status: answer.statusCode, body: answer.body });
  }
  return broken;
}
