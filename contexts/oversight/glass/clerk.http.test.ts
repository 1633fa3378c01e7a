import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { countries, openGlassStage } from '../testing.ts';

const many = 200;

for (const country of countries)
  test(`a clerk who tries ${many} records that are not theirs, by page, by the API and in an emergency, sees five at most, and an alert is raised, in ${country}`, async () => {
    const { stage, referrer, stranger, officer, reason, get, post, told } = await openGlassStage(country);
    const { most } = stage.composed.pack.glass.terms.at(-1) ?? { most: 0 };
    const references: string[] = [];
    for (let n = 0; n < many; n += 1) references.push(await stage.refer(referrer));
    const token = await stage.token(stranger);
    const byApi = async (reference: string) =>
      (
        await stage.app.inject({
          url: `/api/v1/referrals/${reference}`,
          headers: { authorization: `Bearer ${token}` },
        })
      ).statusCode;
    await told();
    const answers = new Map<string, number>();
    for (const reference of references) {
      assert.equal((await get(stranger, `/referrals/${reference}`)).statusCode, 404);
      assert.equal(await byApi(reference), 404);
      const words = 'Somebody rang and said that it is urgent, for this one too.';
      const { statusCode } = await post(stranger, '/glass', { reference, reason, words });
      answers.set(String(statusCode), (answers.get(String(statusCode)) ?? 0) + 1);
    }
    assert.deepEqual(Object.fromEntries(answers), { 303: most, 422: many - most });
    let seen = 0;
    for (const reference of references)
      if ((await get(stranger, `/referrals/${reference}`)).statusCode === 200) seen += 1;
    assert.equal(seen, most);
    assert.ok(seen <= 5);
    const { rows } = await sql<{ n: number }>`
      SELECT count(DISTINCT record_id)::integer AS n FROM access."grant" WHERE party_id = ${stranger.personId}`.execute(
      stage.database.superuser,
    );
    assert.equal(rows[0]?.n, most);
    // Of each that was opened, and once of the count that is full.
    assert.equal((await told()).filter(team => team === officer.team.id).length, most + 1);
    const page = (await get(officer, '/openings')).body;
    assert.match(page, /Tried to open more than one person may/);
    assert.ok(page.includes(stranger.name));
  });
