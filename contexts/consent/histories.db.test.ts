import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { actAs } from '../../platform/db/transaction.ts';
import type { DataClass } from '../../platform/pure/classes.ts';
import { Temporal } from '../../platform/pure/time.ts';
import { ask, decide, recordConsent, review, withdrawConsent } from './commands.ts';
import {
  type Came,
  drawHistories,
  Model,
  type Recipient,
  recipients,
  type Step,
  terms,
} from './histories.ts';
import { answer, noonTomorrow, openConsentStage, partyOf, tellRecord, toldClasses } from './testing.ts';

const seed = Number(process.env['CONSENT_SEED'] ?? randomInt(2 ** 31));
const count = 1000;
const length = 8;
/** So many at a time. */
const lanes = 8;

const stage = await openConsentStage();
const { timeZone } = stage.composed.pack;
const [sam, bethan, dana] = [
  stage.person('Sam Okafor'),
  stage.person('Bethan Lloyd'),
  stage.person('Dana Whitfield'),
];
const began = Temporal.Now.instant();
const noon = noonTomorrow(timeZone);
const { superuser, app } = stage.database;

interface History {
  readonly steps: readonly Step[];
  readonly reference: string;
  readonly recordId: string;
  readonly model: Model;
  /** Permissions whose end was brought forward. */
  readonly moved: Set<string>;
}
const work = { seen: 0, hidden: 0, withdrawn: 0, forged: 0, refused: 0, waited: 0, overrides: 0 };

/**
 * The database's clock cannot be moved: what ends by the model's clock is made to end so much sooner. Each permission is
 * moved once when it is there, and all of them whenever the model waits.
 */
async function bringForward({ recordId, model, moved }: History): Promise<void> {
  const by = `${Math.round(model.now.since(began).total('seconds'))} seconds`;
  const { rows } = await sql<{
    id: string;
  }>`UPDATE consent.permission SET until_at = until_at - ${by}::interval
    WHERE record_id = ${recordId} AND until_at > '-infinity' AND permission_id <> ALL (${[...moved]}::uuid[])
    RETURNING permission_id AS id`.execute(superuser);
  for (const { id } of rows) moved.add(id);
}

const wait = ({ recordId }: History, hours: number) =>
  sql`UPDATE consent.permission SET until_at = until_at - ${`${hours} hours`}::interval WHERE record_id = ${recordId}`.execute(
    superuser,
  );

const as = (who: 'asker' | 'colleague') => (who === 'asker' ? sam : bethan);

/** Does a step as the pages do, and says what came of it. */
async function take(history: History, step: Step): Promise<Came> {
  const { reference, recordId, model } = history;
  const at = model.now;
  const place = 'which' in step ? model.about(step.does, step.which) : undefined;
  const permission = async () => {
    const { rows } = await sql<{ id: string }>`SELECT body::jsonb ->> 'permission' AS id FROM ledger.entry
      JOIN ledger.payload_process USING (entry_id) WHERE entry.record_id = ${recordId}
        AND type = ANY (${['consent-given', 'override-asked']}) ORDER BY position`.execute(superuser);
    return rows[place ?? -1]?.id ?? '';
  };
  switch (step.does) {
    case 'consent': {
      const to = step.to === 'nobody' ? 'Haven desk' : step.to;
      const said = answer(step.to === 'nobody' ? undefined : partyOf(stage.person(to)), {
        ...terms[to],
        classes: step.classes,
        expiresOn: at.toZonedDateTimeISO(timeZone).toPlainDate().add({ days: step.days }),
      });
      await stage.run(
        sam,
        'consent:record',
        reference,
        (inside, permit) => recordConsent(inside, permit, said),
        at,
      );
      await bringForward(history);
      return 'done';
    }
    case 'refuse': {
      const said = answer(partyOf(stage.person(step.to)), {
        ...terms[step.to],
        answer: 'refused',
        classes: ['identity'],
      });
      await stage.run(
        sam,
        'consent:record',
        reference,
        (inside, permit) => recordConsent(inside, permit, said),
        at,
      );
      return 'done';
    }
    case 'wait':
      await wait(history, step.hours);
      return 'done';
    case 'law':
      await forge(recordId, stage.person(step.to), [...step.classes, 'process'], 'public-task', null);
      return 'done';
    case 'forge': {
      const { rows } = await sql<{ id: string }>`SELECT permission_id AS id FROM consent.permission
        WHERE record_id = ${recordId} AND (kind <> ${step.on} OR party_id <> ${stage.person(step.to).team.id} OR NOT ${step.of} = ANY (classes)
          OR until_at <= now()) ORDER BY asked_at OFFSET ${step.which} LIMIT 1`.execute(superuser);
      return forge(recordId, stage.person(step.to), [step.of], step.on, rows[0]?.id ?? recordId);
    }
    case 'ask': {
      const asked = {
        ...terms[step.to],
        party: partyOf(stage.person(step.to)),
        classes: step.classes,
        ground: step.atOnce ? 'danger-to-life' : 'crime',
        atOnce: step.atOnce,
        reasons: 'Seen by somebody fictional.',
      };
      await stage.run(sam, 'override:ask', reference, (inside, permit) => ask(inside, permit, asked), at);
      await bringForward(history);
      return 'done';
    }
    case 'withdraw': {
      if (place === undefined) return 'nothing-to-do';
      const id = await permission();
      return refusable(
        stage.run(
          sam,
          'consent:withdraw',
          reference,
          (inside, permit) => withdrawConsent(inside, permit, id),
          at,
        ),
      );
    }
    case 'decide':
    case 'review': {
      if (place === undefined) return 'nothing-to-do';
      const id = await permission();
      const verdict = { agrees: step.agrees, reasons: 'Weighed against the danger.' };
      const came = await refusable(
        step.does === 'decide'
          ? stage.run(
              as(step.as),
              'override:decide',
              reference,
              (inside, permit) => decide(inside, permit, id, verdict),
              at,
            )
          : stage.run(
              as(step.as),
              'override:review',
              reference,
              (inside, permit) => review(inside, permit, id, verdict),
              at,
            ),
      );
      if (step.does === 'decide' && came === 'done') await bringForward(history);
      return came;
    }
  }
}

/** Straight to the database, past every rule, as the application would. */
function forge(
  recordId: string,
  to: ReturnType<typeof stage.person>,
  classes: readonly DataClass[],
  basis: string,
  restsOn: string | null,
): Promise<Came> {
  return refusable(
    app.transaction().execute(async db => {
      await actAs(db, sam);
      await sql`INSERT INTO access."grant" (record_id, party_id, data_class, purpose, basis, given_by, given_at, until_at, rests_on)
        SELECT ${recordId}::uuid, ${to.team.id}::uuid, class, ${to.purpose}, ${basis}, ${sam.personId}::uuid, now(),
          (SELECT until_at FROM consent.permission WHERE permission_id = ${restsOn}::uuid), ${restsOn}::uuid
        FROM unnest(${[...classes]}::text[]) AS class ON CONFLICT DO NOTHING`.execute(db);
    }),
  );
}

const refusable = (act: Promise<unknown>): Promise<Came> =>
  act.then(
    () => 'done',
    (error: unknown) => {
      const isRefusal =
        error instanceof Error &&
        /row-level security|: (invalid|not-in-this-stage|not-found) |violates/.test(error.message);
      if (!isRefusal) throw error;
      return 'refused';
    },
  );

const tables = ['process', ...toldClasses] as const;

/** For each record, the classes of what was told in it that the viewer is shown, by the very tables. */
async function shownTo(
  viewer: ReturnType<typeof stage.person>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  return app.transaction().execute(async db => {
    await actAs(db, viewer);
    const shown = new Map<string, Set<string>>();
    for (const name of tables) {
      const { rows } = await sql<{
        id: string;
      }>`SELECT DISTINCT record_id AS id FROM ${sql.table(`ledger.payload_${name}`)}`.execute(db);
      for (const { id } of rows) shown.set(id, (shown.get(id) ?? new Set()).add(name));
    }
    // What is listed, searched and opened starts from the record itself.
    const records = await sql<{ id: string }>`SELECT record_id AS id FROM access.record`.execute(db);
    assert.deepEqual(
      new Set(records.rows.map(({ id }) => id)),
      new Set([...shown].filter(([, classes]) => classes.has('process')).map(([id]) => id)),
    );
    return shown;
  });
}

async function compare(histories: readonly History[], after: number): Promise<void> {
  for (const name of [...recipients, 'Max Trent', 'Lee Harker'] as const) {
    const shown = await shownTo(stage.person(name));
    for (const { recordId, model, steps } of histories) {
      const allowed = recipients.includes(name as Recipient)
        ? model.shows(name as Recipient)
        : new Set<string>();
      const seen = shown.get(recordId) ?? new Set();
      work.seen += seen.size;
      work.hidden += tables.length - seen.size;
      assert.deepEqual(
        [...seen].sort(),
        [...allowed].sort(),
        `seed ${seed}: what ${name} sees after step ${after} of ${JSON.stringify(steps.slice(0, after + 1))}`,
      );
    }
  }
  const own = await shownTo(sam);
  for (const { recordId } of histories) assert.equal(own.get(recordId)?.size, tables.length);
  assert.equal((await shownTo(dana)).size, 0, 'nobody said that these are watched');
}

async function inLanes<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const waiting = all.values();
  const lane = async () => {
    for (const one of waiting) await act(one);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

test('after every step of 1,000 random histories everybody sees exactly what consents, overrides and the law allow', async t => {
  t.diagnostic(`seed ${seed}`);
  const histories: History[] = [];
  await inLanes(drawHistories(count, length, seed), async steps => {
    const told = await tellRecord(stage, sam);
    histories.push({ steps, ...told, model: new Model(noon, timeZone), moved: new Set() });
  });
  for (let n = 0; n < length; n += 1) {
    await inLanes(histories, async history => {
      const step = history.steps[n];
      assert.ok(step);
      const came = await take(history, step);
      const expected = history.model.expect(step);
      assert.equal(came, expected, `seed ${seed}: step ${n} of ${JSON.stringify(history.steps)}`);
      if (came === 'refused') work[step.does === 'forge' ? 'forged' : 'refused'] += 1;
      if (came === 'done' && step.does === 'withdraw') work.withdrawn += 1;
      if (came === 'done' && step.does === 'wait') work.waited += 1;
      if (came === 'done' && step.does === 'decide') work.overrides += 1;
    });
    await compare(histories, n);
  }
  t.diagnostic(JSON.stringify(work));
  assert.ok(work.seen > 20_000 && work.hidden > 20_000, JSON.stringify(work));
  assert.ok(work.withdrawn > 300 && work.forged > 500 && work.refused > 300, JSON.stringify(work));
  assert.ok(work.waited > 300 && work.overrides > 40, JSON.stringify(work));
});
