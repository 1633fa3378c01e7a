/** A small country in which every kind of viewer looks at records at every stage, each full of marks. */
import { sql } from 'kysely';
import { clock } from '../../app/clock.ts';
import { askForMember, saveDuty } from '../../contexts/organisations/public.ts';
import { csrfToken } from '../../platform/http/csrf.ts';
import { digestOf, endSession, startSession } from '../../platform/http/session.ts';
import { cookieName } from '../../platform/http/visit.ts';
import { ok } from '../../platform/pure/result.ts';
import { openStage, type Person, type Stage, type StageOptions } from '../support/stage.ts';
import { openSystems, type Systems } from './client-requests.ts';
import { registered } from './registration-requests.ts';
import { type Actor, cast, onDuty, personOf } from './cast.ts';
import type { Codes } from './marks.ts';
import { decision, send, type StageOfRecord, tell, type TellOptions, type Told } from './telling.ts';

/** What a browser or client brings with it. */
export interface Signed {
  readonly person: Person | undefined;
  readonly cookie: string | undefined;
  readonly csrf: string;
  readonly token: string | undefined;
}

export interface World {
  readonly stage: Stage;
  readonly codes: Codes;
  /** Makes a record of its own that has come so far. `unfinished` drafts lack their last step. */
  tell(stage: StageOfRecord, options?: TellOptions): Promise<Told>;
  sign(actor: Actor, options?: { readonly anew?: boolean }): Promise<Signed>;
  /** Everybody signs in anew, since somebody ended sessions. */
  forget(): void;
  /** Every record that was made. */
  readonly told: readonly Told[];
  /** A duty of the team that decides, which has not begun. */
  readonly duty: string;
  /** Positions in Ada Winter's organisation that wait for a second yes. */
  readonly waiting: { readonly forApproval: string; readonly toEnd: string };
  /** Of an organisation that asks to take part. */
  readonly registration: string;
  readonly systems: Systems;
  /** A screening that the referrer made. */
  readonly screened: string;
  /** A decision of its form, every head worked through, full of marks. */
  decision(
    outcome: 'positive' | 'negative',
    number: number,
    which?: number,
  ): Readonly<Record<string, string>>;
}

export async function openWorld(options: StageOptions = {}): Promise<World> {
  const stage = await openStage({ ...options, cast });
  for (const name of onDuty) await stage.putOnDuty(stage.person(name));
  const tomorrow = clock.now().add({ hours: 24 });
  const duty = await stage.run(stage.person('Robin Achebe'), 'duty:set', undefined, async work =>
    ok(
      await saveDuty(work, {
        personId: stage.person('Nell Ferris').personId,
        from: tomorrow,
        until: tomorrow.add({ hours: 1 }),
      }),
    ),
  );
  const waiting = { forApproval: await askedFor(stage, 'one'), toEnd: await askedFor(stage, 'another') };
  const codes = codesOf(stage);
  const known = new Map<Actor, Promise<Signed>>();
  const told: Told[] = [];
  let next = 0;
  const world: World = {
    stage,
    codes,
    told,
    duty,
    waiting,
    registration: await registered(stage),
    systems: await openSystems(stage),
    tell: async (to, options = {}) => {
      const one = await tell(stage, codes, { number: next++, to }, options);
      told.push(one);
      return one;
    },
    sign: (actor, { anew = false } = {}) => {
      const found = (anew ? undefined : known.get(actor)) ?? sign(stage, actor);
      known.set(actor, found);
      return found;
    },
    forget: () => known.clear(),
    screened: (
      await send(stage, 'Sam Okafor', '/signs/check', { setting: 'police-stop', ageStatus: 'adult' })
    ).slice('/signs/'.length),
    decision: (outcome, number, which = 0) => decision(stage, outcome, number, which),
  };
  return world;
}

/** The position of somebody whom a colleague of Ada Winter's asked for. */
async function askedFor(stage: Stage, name: string): Promise<string> {
  const by = stage.person('Bo Frost');
  const email = `${name}@authority.example`;
  return stage.run(by, 'people:ask', undefined, (work, permit) =>
    askForMember(work, permit, { name: 'Newcomer', email, team: by.team.id, role: by.role }),
  );
}

/** Codes whose labels are part of no other label, so that each tells of one record alone. */
function codesOf({ composed: { pack } }: Stage): Codes {
  const all = Object.values(pack.lists).flatMap(list => list?.codes.map(({ label }) => label.en) ?? []);
  const from = (list: string) =>
    (pack.lists[list]?.codes ?? [])
      .filter(
        ({ code, until, label: { en } }) =>
          !until &&
          !code.endsWith('not-known') &&
          en.length > 8 &&
          all.filter(label => label.includes(en)).length === 1,
      )
      .map(({ code, label }) => [code, label.en] as const);
  return { nationality: from('nationalities'), area: from('regions'), authority: from('local-authorities') };
}

/** Some act in a team that is not the one they came with. Their sessions stay when the position goes: nobody else is told of it. */
async function holdPosition(
  { database }: Stage,
  { personId, team, role }: Person,
): Promise<() => Promise<void>> {
  const held = await sql<{ position_id: string }>`
    INSERT INTO organisations.position (person_id, team_id, role, from_at) VALUES (${personId}, ${team.id}, ${role}, now())
    ON CONFLICT DO NOTHING RETURNING position_id`.execute(database.superuser);
  return () =>
    database.superuser.transaction().execute(async db => {
      await sql`SET LOCAL session_replication_role = replica`.execute(db);
      for (const { position_id } of held.rows)
        await sql`DELETE FROM organisations.position WHERE position_id = ${position_id}`.execute(db);
    });
}

async function sign(stage: Stage, actor: Actor): Promise<Signed> {
  const { settings, database } = stage;
  if (!actor.person)
    return { person: undefined, cookie: undefined, csrf: csrfToken(settings.secret, ''), token: undefined };
  const person = personOf(stage, actor.person);
  const { email: _, ...viewer } = person;
  const leaves = await holdPosition(stage, person);
  const [browser, token] = [
    await startSession(database.app, { viewer, kind: 'browser' }),
    await startSession(database.app, { viewer, kind: 'token' }),
  ];
  await leaves();
  if (actor.session) for (const { id } of [browser, token]) await over(stage, id, actor.session);
  return {
    person,
    cookie: `${cookieName(false)}=${browser.id}`,
    csrf: csrfToken(settings.secret, browser.id),
    token: token.id,
  };
}

async function over(stage: Stage, id: string, how: 'idle' | 'ended'): Promise<void> {
  if (how === 'ended') return endSession(stage.database.app, digestOf(id));
  // A token has no idle time, but an end.
  await sql`UPDATE http.session SET last_seen_at = now() - interval '16 minutes',
    started_at = CASE kind WHEN 'token' THEN now() - interval '13 hours' ELSE started_at END,
    ends_at = CASE kind WHEN 'token' THEN now() - interval '1 hour' ELSE ends_at END WHERE digest = ${digestOf(id)}`.execute(
    stage.database.superuser,
  );
}
