import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import type { Person } from '../../../checks/support/stage.ts';
import { actAs } from '../../../platform/db/transaction.ts';
import { countries, openGlassStage } from '../testing.ts';

const why = 'She rang from the ferry, he has found her, and the line went dead.';

// Opened before any test begins: a test that is asked for alone would end before the second country is there.
const worlds = new Map(
  await Promise.all(countries.map(async country => [country, await openGlassStage(country)] as const)),
);
for (const [country, world] of worlds) {
  const { stage, referrer, stranger, another, examiner, officer, reason, outcomes, get, post, told } = world;
  const { superuser, app: database } = stage.database;
  const named = (name: string) => `${name}, in ${country}`;
  const open = (as: Person, reference: string, more: Record<string, string> = {}) =>
    post(as, '/glass', { reference, reason, words: why, ...more });
  /** Nobody waits a day for the next attempt. */
  const forget = () => sql`UPDATE oversight.attempt SET at = at - interval '25 hours'`.execute(superuser);
  const openingOf = async (reference: string) => {
    const { rows } = await sql<{ opening_id: string; record_id: string }>`
      SELECT opening_id, opening.record_id FROM oversight.opening JOIN access.record USING (record_id)
      WHERE reference = ${reference} ORDER BY opening.opened_at DESC`.execute(superuser);
    assert.ok(rows[0]);
    return { id: rows[0].opening_id, recordId: rows[0].record_id };
  };

  test(
    named(
      'in an emergency a record opens to whoever gives a reason, shows the classes of the pack and no more, and those who hold it are told',
    ),
    async () => {
      const reference = await stage.refer(referrer);
      await told();
      assert.equal((await get(stranger, `/referrals/${reference}`)).statusCode, 404);
      const done = await open(stranger, reference);
      assert.deepEqual([done.statusCode, done.headers.location], [303, `/referrals/${reference}`]);
      const page = await get(stranger, `/referrals/${reference}`);
      assert.equal(page.statusCode, 200);
      assert.match(page.body, /You opened this record in an emergency/);
      assert.equal((await get(another, `/referrals/${reference}`)).statusCode, 404, 'the team holds nothing');

      const { recordId } = await openingOf(reference);
      const { rows } = await sql<{ data_class: string }>`
      SELECT data_class FROM access."grant" WHERE record_id = ${recordId} AND party_id = ${stranger.personId}`.execute(
        superuser,
      );
      const shows = stage.composed.pack.glass.shows.find(({ purpose }) => purpose === 'referral');
      assert.deepEqual(rows.map(row => row.data_class).toSorted(), shows?.classes.toSorted());
      const holders = await sql<{ party_id: string }>`
      SELECT DISTINCT party_id FROM access."grant" WHERE record_id = ${recordId} AND data_class = 'process' AND opening_id IS NULL`.execute(
        superuser,
      );
      const teams = holders.rows.map(row => row.party_id).toSorted();
      assert.ok(teams.includes(referrer.team.id) && teams.includes(officer.team.id) && teams.length >= 3);
      assert.deepEqual(await told(), teams);
      assert.match((await get(referrer, `/referrals/${reference}`)).body, /has it open in an emergency/);
    },
  );

  test(
    named(
      'what there is not, what is a draft and what is in conflict is one answer, and each attempt is counted',
    ),
    async () => {
      await forget();
      const draft = await stage.refer(referrer);
      const mine = await stage.refer(referrer);
      await sql`UPDATE access.record SET stage = 'draft' WHERE reference = ${draft}`.execute(superuser);
      await sql`INSERT INTO access.relation SELECT record_id, ${stranger.personId}, 'conflicted' FROM access.record WHERE reference = ${mine}`.execute(
        superuser,
      );
      await told();
      const bare = (html: string, typed: string) =>
        html.replaceAll(typed, 'X').replaceAll(/value="[0-9a-f-]{36}"|value="[\w-]{20,}"/g, '');
      const pages: string[] = [];
      for (const typed of [`${mine.slice(0, 4)}2222-2222-222`, 'nothing at all', draft, mine]) {
        const done = await open(stranger, typed);
        assert.equal(done.statusCode, 422, typed);
        pages.push(bare(done.body, typed));
      }
      assert.match(pages[0] ?? '', /There is no record with this reference that you can open/);
      assert.equal(new Set(pages).size, 1);
      const { rows } = await sql<{ n: number }>`
      SELECT count(*)::integer AS n FROM oversight.attempt WHERE outcome = 'nothing' AND at > now() - interval '1 hour'`.execute(
        superuser,
      );
      assert.equal(rows[0]?.n, pages.length);
      assert.deepEqual(await told(), []);
    },
  );

  test(named('whoever looks by this changes nothing, and sees nothing that is sealed'), async () => {
    await forget();
    const reference = await stage.refer(referrer);
    await open(examiner, reference);
    await stage.putOnDuty(examiner);
    assert.equal((await get(examiner, `/cases/${reference}`)).statusCode, 200);
    for (const path of [`/sealed/${reference}`, `/consents/${reference}`, `/cases/${reference}/decision`])
      assert.ok([403, 404, 303].includes((await get(examiner, path)).statusCode), path);
    assert.equal((await post(examiner, `/cases/${reference}/take`)).statusCode, 403);
    const { recordId } = await openingOf(reference);
    await sql`INSERT INTO seal.data_key (seal_id, record_id, field, data_class, key_id, wrapped)
      VALUES (gen_random_uuid(), ${recordId}, 'here', 'contact', 'k', '\\x00')`.execute(superuser);
    const asExaminer = <T>(does: RawBuilder<T>) =>
      database.transaction().execute(async db => {
        await actAs(db, examiner);
        return (await does.execute(db)).rows.length;
      });
    assert.equal(await asExaminer(sql`SELECT 1 FROM access.record WHERE record_id = ${recordId}`), 1);
    assert.equal(await asExaminer(sql`SELECT 1 FROM seal.data_key WHERE record_id = ${recordId}`), 0);
    const entry = { entryId: randomUUID(), recordId, version: 99, kind: 'change', type: 'case-allocated' };
    const entries = JSON.stringify([{ ...entry, at: '2026-03-02T09:00:00Z', digests: {} }]);
    await assert.rejects(
      asExaminer(sql`SELECT ledger.write(${entries}::jsonb, '{}', '{}', '{}', '{}', '{}')`),
      /row-level security/,
    );
  });

  test(
    named('it ends by itself: a second before its end it shows, at its end and after it nothing'),
    async () => {
      await forget();
      const reference = await stage.refer(referrer);
      await open(stranger, reference);
      const { id, recordId } = await openingOf(reference);
      // One transaction, in which the database's clock stands still.
      const seen = await superuser.transaction().execute(async db => {
        const counts: number[] = [];
        for (const seconds of [1, 0, -1]) {
          await sql`UPDATE oversight.opening SET until_at = now() + make_interval(secs => ${seconds})
            WHERE opening_id = ${id}`.execute(db);
          await sql`SET LOCAL ROLE nrm_app`.execute(db);
          await actAs(db, stranger);
          const { rows } = await sql<{ n: number }>`
            SELECT count(*)::integer AS n FROM ledger.entry WHERE record_id = ${recordId}`.execute(db);
          counts.push(rows[0]?.n ?? -1);
          await sql`RESET ROLE`.execute(db);
        }
        return counts;
      });
      assert.ok((seen[0] ?? 0) > 0, 'a second before');
      assert.deepEqual(seen.slice(1), [0, 0]);
      assert.equal((await get(stranger, `/referrals/${reference}`)).statusCode, 404);
    },
  );

  test(named('it can be ended early, and then shows nothing from the next request on'), async () => {
    await forget();
    const reference = await stage.refer(referrer);
    await open(stranger, reference);
    assert.match((await get(stranger, '/glass')).body, new RegExp(reference));
    assert.equal((await post(another, `/glass/${reference}/end`)).statusCode, 404);
    assert.equal((await post(referrer, `/glass/${reference}/end`)).statusCode, 403);
    assert.equal((await post(stranger, `/glass/${reference}/end`)).statusCode, 303);
    assert.equal((await get(stranger, `/referrals/${reference}`)).statusCode, 404);
    assert.equal((await post(stranger, `/glass/${reference}/end`)).statusCode, 404);
  });

  test(
    named(
      'nobody opens more than the pack lets them in its hours: then they are refused alike, and officers are told',
    ),
    async () => {
      await forget();
      const { most } = stage.composed.pack.glass.terms.at(-1) ?? { most: 0 };
      const references: string[] = [];
      for (let n = 0; n <= most; n += 1) references.push(await stage.refer(referrer));
      for (const reference of references.slice(0, most))
        assert.equal((await open(stranger, reference)).statusCode, 303);
      await told();
      const last = references.at(-1) ?? '';
      const refused = await open(stranger, last);
      assert.equal(refused.statusCode, 422);
      assert.match(refused.body, /as many records as one person can/);
      assert.deepEqual(await told(), [officer.team.id]);
      assert.equal((await get(stranger, `/referrals/${last}`)).statusCode, 404);
      assert.equal((await open(another, last)).statusCode, 303, 'another person is another');
    },
  );

  test(
    named(
      'reasons that say nothing, and reasons that the pack does not have, open nothing and are no attempt',
    ),
    async () => {
      await forget();
      const reference = await stage.refer(referrer);
      for (const more of [
        { words: 'needed' },
        { words: ' '.repeat(60) },
        { reason: 'curiosity' },
        { reference: '' },
      ] as Record<string, string>[])
        assert.equal((await open(stranger, reference, more)).statusCode, 422);
      assert.equal((await get(stranger, `/referrals/${reference}`)).statusCode, 404);
      const { rows } = await sql<{
        n: number;
      }>`SELECT count(*)::integer AS n FROM oversight.attempt WHERE at > now() - interval '1 hour'`.execute(
        superuser,
      );
      assert.equal(rows[0]?.n, 0);
    },
  );

  test(named('the same form sent twice opens once'), async () => {
    await forget();
    const reference = await stage.refer(referrer);
    const key = randomUUID();
    for (let n = 0; n < 2; n += 1) {
      const done = await post(stranger, '/glass', { reference, reason, words: why }, key);
      assert.equal(done.statusCode, n === 0 ? 303 : 303);
    }
    const { rows } = await sql<{ n: number }>`
      SELECT count(*)::integer AS n FROM oversight.opening JOIN access.record USING (record_id) WHERE reference = ${reference}`.execute(
      superuser,
    );
    assert.equal(rows[0]?.n, 1);
  });

  test(
    named('an officer reads the reasons, reviews once, and what does not stand ends at once'),
    async () => {
      await forget();
      const reference = await stage.refer(referrer);
      await open(stranger, reference);
      const { id } = await openingOf(reference);
      const path = `/openings/${reference}/${id}`;
      assert.match((await get(officer, '/openings')).body, new RegExp(reference));
      assert.equal((await get(referrer, path)).statusCode, 403);
      assert.equal((await get(stranger, '/openings')).statusCode, 403);
      const page = (await get(officer, path)).body;
      assert.ok(page.includes(why) && page.includes(stranger.name));
      const trail = await get(officer, `/trail/${reference}`);
      if (country === 'uk') assert.match(trail.body, /Opened the record in an emergency/);
      assert.equal(page.includes(`/trail/${reference}`), trail.statusCode === 200);
      assert.ok(
        !(await get(referrer, `/referrals/${reference}`)).body.includes(why),
        'the reasons are for officers',
      );
      const bad = outcomes.find(({ ends }) => ends)?.code ?? '';
      assert.equal((await post(officer, path, { outcome: bad, words: 'no' })).statusCode, 422);
      const words = 'Nobody rang that night, and she knew the person from school.';
      assert.equal((await post(officer, path, { outcome: bad, words })).statusCode, 303);
      assert.equal((await get(stranger, `/referrals/${reference}`)).statusCode, 404);
      assert.ok((await get(officer, path)).body.includes(words));
      assert.notEqual((await post(officer, path, { outcome: bad, words })).statusCode, 303);
    },
  );

  test(named('what nobody reviewed in time is overdue and says so'), async () => {
    const { rows } = await sql<{ opening_id: string }>`
      UPDATE oversight.opening SET review_due = now() - interval '1 minute'
      WHERE opening_id NOT IN (SELECT opening_id FROM oversight.review) RETURNING opening_id`.execute(
      superuser,
    );
    assert.ok(rows.length > 0);
    assert.match((await get(officer, '/openings')).body, /Overdue since/);
  });

  test(
    named('nobody reviews what they opened themselves, in whatever position: the database refuses it'),
    async () => {
      await forget();
      const reference = await stage.refer(referrer);
      await open(stranger, reference);
      const { id, recordId } = await openingOf(reference);
      await sql`UPDATE organisations.person SET email = upper(${officer.email}) WHERE person_id = ${officer.personId}`.execute(
        superuser,
      );
      await sql`UPDATE oversight.attempt SET account = lower(${officer.email}) WHERE opening_id = ${id}`.execute(
        superuser,
      );
      const review = database.transaction().execute(async db => {
        await actAs(db, officer);
        await sql`INSERT INTO oversight.review VALUES (${id}, ${recordId}, 9, 'justified', now(), '{}')`.execute(
          db,
        );
      });
      await assert.rejects(review, /row-level security/);
    },
  );
}
