/** Referrals from one situation, begun and sent as the pages do, for tests. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Person, Stage } from '../../../checks/support/stage.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { ok } from '../../../platform/pure/result.ts';
import { submitDraft } from '../commands.ts';
import { theForm } from '../forms.ts';
import { saveDraftStep } from '../store.ts';

export const detained = 'immigration-detention';
export const toldOfAnother = /Referred from the same situation/;

const agreed = {
  consent: 'given',
  explainedNrm: true,
  explainedSupport: true,
  explainedOutcomes: true,
  explainedSharing: true,
};
/** What one person refers from one situation, in a word each. */
export function situations(stage: Stage, sam: Person) {
  const form = theForm(stage.composed.pack);
  const { superuser } = stage.database;
  const adult = (circumstances = 'none'): Answers => {
    const whole = stage.answers();
    return {
      ...whole,
      age: { nation: 'ENG', ageStatus: 'adult' },
      consent: agreed,
      place: { ...whole['place'], circumstances: [circumstances] },
    };
  };

  async function get(as: Person, url: string) {
    const { cookie } = await stage.signIn(as);
    const headers = url.startsWith('/api/')
      ? { authorization: `Bearer ${await stage.token(as)}` }
      : { cookie };
    return stage.app.inject({ url, headers });
  }
  const page = async (as: Person, url: string) => (await get(as, url)).body;
  async function post(as: Person, url: string, fields: Readonly<Record<string, string>> = {}) {
    const { cookie, csrf } = await stage.signIn(as);
    const payload = new URLSearchParams({ _csrf: csrf, _key: randomUUID(), ...fields }).toString();
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    return stage.app.inject({ method: 'POST', url, headers, payload });
  }

  /** A draft for another person, begun as the page begins it: what names the first person is left out. */
  async function begin(source: string): Promise<string> {
    let answer = await post(sam, `/referrals/${source}/another`);
    if (answer.statusCode === 422) {
      const seen = /name="_seen" value="([^"]*)"/.exec(answer.body)?.[1] ?? '';
      const choices = [...answer.body.matchAll(/name="(choice\.[^"]+)"/g)].map(
        ([, name = '']): readonly [string, string] => [name, 'leave-out'],
      );
      answer = await post(sam, `/referrals/${source}/another`, {
        _seen: seen,
        ...Object.fromEntries(choices),
      });
    }
    assert.equal(answer.statusCode, 303, answer.body);
    return /\/referrals\/([^/]+)/.exec(answer.headers.location ?? '')?.[1] ?? assert.fail();
  }
  const fill = (reference: string, answers: Answers) =>
    stage.run(sam, 'referral:draft', reference, async (work, { record }) => {
      for (const [step, given] of Object.entries(answers))
        await saveDraftStep(work, record.recordId, form, step, given);
      return ok(undefined);
    });
  const send = (reference: string) =>
    stage.run(sam, 'referral:submit', reference, (work, permit) => submitDraft(work, permit));
  async function begun(source: string, answers = adult()): Promise<string> {
    const reference = await begin(source);
    await fill(reference, answers);
    return reference;
  }
  async function draft(answers = adult()): Promise<string> {
    const answer = await post(sam, '/referrals');
    const reference = /\/referrals\/([^/]+)/.exec(answer.headers.location ?? '')?.[1] ?? assert.fail();
    await fill(reference, answers);
    return reference;
  }
  const linked = async (as: Person, reference: string): Promise<readonly string[]> =>
    (await get(as, `/api/v1/referrals/${reference}`)).json<{ sameSituation: string[] }>().sameSituation;
  const rowsIn = async (table: string): Promise<number> =>
    Number(
      (await sql<{ n: string }>`SELECT count(*) AS n FROM ${sql.table(table)}`.execute(superuser)).rows[0]?.n,
    );
  const idOf = async (reference: string) =>
    (
      await sql<{
        id: string;
      }>`SELECT record_id AS id FROM access.record WHERE reference = ${reference}`.execute(superuser)
    ).rows[0]?.id ?? assert.fail();
  return { adult, get, page, begin, fill, send, begun, draft, linked, rowsIn, idOf };
}
