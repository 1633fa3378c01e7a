/** What the queue of an authority must answer, and what stands beside it. */
import { sql } from 'kysely';
import { probesOf } from './by-grant.ts';
import type { Fixture, Parties, Party } from './fixture.ts';
import { ask as probe, type Probe } from './probe.ts';

const refer = (f: Fixture): Parties => f.refer;
const decide = (f: Fixture): Parties => f.decide;

const queued = ({ empty }: Fixture, as: Party) =>
  sql`INSERT INTO decisions.queue_item (record_id, team_id, reference, state, received_at, due_on, due_known, treated_as)
    VALUES (${empty}, ${as.team || null}, 'empty', 'unallocated', now(), '2026-01-01', true, 'adult')`;
const move = sql`UPDATE decisions.queue_item SET state = 'allocated'`;
const inQueue = ({ here }: Fixture) => sql`SELECT 1 FROM decisions.queue_item WHERE record_id = ${here}`;

const gone = ({ empty }: Fixture, as: Party) =>
  sql`INSERT INTO decisions.withdrawn (record_id, team_id) VALUES (${empty}, ${as.team || null})`;

export const ofQueues: readonly Probe[] = [
  ...probesOf({ table: 'decisions.queue_item', of: 'process', parties: decide, ofTeam: true, update: move }),
  ...probesOf({
    table: 'decisions.queue_item',
    of: 'process',
    parties: refer,
    select: false,
    insert: queued,
  }),
  ...probesOf({
    table: 'decisions.withdrawn',
    of: 'process',
    parties: decide,
    ofTeam: true,
    record: f => f.sent,
    insert: gone,
  }),
  ...probesOf({
    table: 'decisions.withdrawn',
    of: 'process',
    parties: refer,
    select: false,
    insert: gone,
  }),
  probe(
    'decisions.withdrawn select',
    'another team that holds the record does not see that it left a queue that is not theirs',
    'none',
    f => f.otherTeam,
    ({ sent }) => sql`SELECT 1 FROM decisions.withdrawn WHERE record_id = ${sent}`,
  ),
  probe(
    'decisions.queue_item select',
    'another team that holds the record does not see it in a queue that is not theirs',
    'none',
    f => f.otherTeam,
    inQueue,
  ),
  probe(
    'decisions.queue_item update',
    'nor does it move a case of another team',
    'none',
    f => f.otherTeam,
    () => move,
  ),
  probe(
    'decisions.queue_item update',
    'who acts for another purpose moves nothing',
    'none',
    f => f.wrongPurpose,
    () => move,
  ),
  probe(
    'decisions.queue_item update',
    'nobody moves a case into another queue',
    'refused',
    f => f.decide.holder,
    f => sql`UPDATE decisions.queue_item SET team_id = ${f.otherTeam.team}`,
  ),
  probe(
    'decisions.queue_item insert',
    'nobody puts a record that they do not hold into another team’s queue',
    'refused',
    f => f.refer.stranger,
    f => queued(f, f.decide.holder),
  ),
];
