import { sql } from 'kysely';
import { probesOf } from './by-grant.ts';
import type { Fixture } from './fixture.ts';
import { ask as probe, type Probe } from './probe.ts';

const refer = (fixture: Fixture) => fixture.refer;

export const ofHandOvers: readonly Probe[] = [
  ...probesOf({
    table: 'referrals.hand_over',
    of: 'process',
    parties: refer,
    insert: ({ empty }) =>
      sql`INSERT INTO referrals.hand_over (record_id, source_id, handing_team, asked_team, state, asked_at)
        VALUES (${empty}, ${empty}, ${empty}, ${empty}, 'asked', now())`,
    update: sql`UPDATE referrals.hand_over SET state = 'declined'`,
  }),
  probe(
    'referrals.hand_over update',
    'nobody says anew who asked whom',
    'refused',
    f => f.refer.holder,
    f => sql`UPDATE referrals.hand_over SET asked_team = ${f.nowhere}`,
  ),
];
