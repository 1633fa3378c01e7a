/** Somebody to whom nothing is shown, and the officers of their organisation, beside the people of a demonstration. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { openStage, packFolders, type Person, type Stage } from '../../checks/support/stage.ts';
import type { Purpose } from '../../platform/pure/classes.ts';

export const countries = Object.keys(packFolders);
const desk = (purpose: Purpose, role: string) => ({
  name: `Strange ${purpose}`,
  purpose,
  people: [1, 2].map(nth => ({
    name: `${purpose} ${nth} of Elsewhere`,
    email: `${purpose}${nth}@elsewhere.example`,
    role,
  })),
});
const purposes = ['referral', 'identification-decision', 'accountability'] as const;

export async function openGlassStage(country: string) {
  const pack = packFolders[country];
  const stage = await openStage({
    pack,
    cast: demonstration => ({
      ...demonstration,
      organisations: [
        ...demonstration.organisations,
        {
          name: 'Elsewhere (fictional)',
          teams: purposes.map(purpose => desk(purpose, roleFor[country]?.[purpose] ?? '')),
        },
      ],
    }),
  });
  const of = (purpose: Purpose, nth = 1) => stage.person(`${purpose}${nth}@elsewhere.example`);
  return {
    stage,
    referrer: referrerOf(stage),
    stranger: of('referral'),
    another: of('referral', 2),
    examiner: of('identification-decision'),
    officer: of('accountability'),
    reason: stage.composed.pack.glass.reasons[0] ?? '',
    outcomes: stage.composed.pack.glass.outcomes,
    ...browsing(stage),
  };
}
const roleFor: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  uk: {
    referral: 'responder',
    'identification-decision': 'caseworker',
    accountability: 'data-protection-officer',
  },
  example: { referral: 'keeper', 'identification-decision': 'examiner', accountability: 'auditor' },
};

function referrerOf(stage: Stage): Person {
  const found = stage.peopleFor('referral').find(({ email }) => !email.endsWith('@elsewhere.example'));
  if (!found) throw new Error('nobody refers');
  return found;
}

/** What somebody asks for in a browser that is signed in, and what they send. */
function browsing(stage: Stage) {
  const get = async (as: Person, url: string) => {
    const { cookie } = await stage.signIn(as);
    return stage.app.inject({ url, headers: { cookie } });
  };
  const post = async (
    as: Person,
    url: string,
    fields: Readonly<Record<string, string>> = {},
    key: string = randomUUID(),
  ) => {
    const { cookie, csrf } = await stage.signIn(as);
    const payload = new URLSearchParams({ _csrf: csrf, _key: key, ...fields }).toString();
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    return stage.app.inject({ method: 'POST', url, headers, payload });
  };
  /** Which teams are to be told by mail, of what was done since the queue was last looked at. */
  const told = async (): Promise<readonly string[]> => {
    const { rows } = await sql<{ team: string }>`
      DELETE FROM pgboss.job WHERE data ->> 'job' = 'oversight.alert-team' RETURNING data #>> '{data,team}' AS team`.execute(
      stage.database.superuser,
    );
    return rows.map(({ team }) => team).toSorted();
  };
  return { get, post, told };
}
