import { join } from 'node:path';
import { sql } from 'kysely';
import { clock } from '../../app/clock.ts';
import { compose, type Composed } from '../../app/compose.ts';
import { type Demonstration, readDemonstration } from '../../app/demonstration/definition.ts';
import { drawAnswers, type Random, randomFrom } from '../../app/demonstration/draw.ts';
import { openOrganisations, saveOrganisations, viewersOf } from '../../app/demonstration/organisations.ts';
import { createWeb, type WebParts } from '../../app/web.ts';
import { actingAs } from '../../app/work.ts';
import { submitReferral, theForm } from '../../contexts/referrals/public.ts';
import { keepLegalGrounds } from '../../platform/access/legal-grounds.ts';
import { testFiles } from '../../platform/testing/files.ts';
import { connect } from '../../platform/db/connect.ts';
import { authorise, type Permit } from '../../platform/access/permit.ts';
import type { Answers } from '../../platform/forms/definition.ts';
import { submittable } from '../../platform/forms/journey.ts';
import type { Files } from '../../platform/files/files.ts';
import { csrfToken } from '../../platform/http/csrf.ts';
import type { WebServer } from '../../platform/http/server.ts';
import { startSession } from '../../platform/http/session.ts';
import { cookieName } from '../../platform/http/visit.ts';
import { signInWays, type WebSettings } from '../../platform/http/web.ts';
import { createLog } from '../../platform/log/log.ts';
import type { Purpose } from '../../platform/pure/classes.ts';
import type { Result } from '../../platform/pure/result.ts';
import type { Instant, PlainDate } from '../../platform/pure/time.ts';
import { testDatabase, type TestDatabase } from '../../platform/testing/database.ts';
import { type TestKeys, testKeys } from '../../platform/seal/testing.ts';
import type { Viewer, Work } from '../../platform/work.ts';

const packs = join(import.meta.dirname, '..', '..', 'packs');
export const packFolder = join(packs, 'uk');
/** A real country, and one that keeps the core honest: what holds of a country is tried in both. */
export const packFolders: Readonly<Record<string, string>> = {
  uk: packFolder,
  example: join(packs, 'example'),
};
export type Person = Viewer & { readonly email: string };

/** The whole of OpenNRM on a fresh database with the demonstration's organisations and people, and no cases. */
export interface Stage {
  readonly database: TestDatabase;
  readonly composed: Composed;
  readonly demonstration: Demonstration;
  readonly people: readonly Person[];
  readonly app: WebServer;
  readonly files: Files;
  readonly settings: WebSettings;
  readonly random: Random;
  readonly keys: TestKeys;
  today(): PlainDate;
  person(nameOrEmail: string): Person;
  /** Those who are somewhere for a purpose, whatever they are called there. */
  peopleFor(purpose: Purpose): readonly Person[];
  /** Answers that are accepted when sent; `change` lays fields over them, by step. */
  answers(change?: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Answers;
  /** Runs a command as somebody, through policy, as the pages do. */
  run<A extends string, T>(
    as: Person,
    action: A,
    reference: string | undefined,
    act: (work: Work, permit: Permit<A>) => Promise<Result<T>>,
    at?: Instant,
  ): Promise<T>;
  refer(as: Person, answers?: Answers, at?: Instant): Promise<string>;
  /** From an hour ago until tomorrow, in the person's own team: by a superuser, since not every team has a manager. */
  putOnDuty(person: Person): Promise<void>;
  /** A browser that is signed in: its cookie, and the token for its forms. */
  signIn(as: Person): Promise<{ readonly cookie: string; readonly csrf: string }>;
  token(as: Person): Promise<string>;
  /** The web of another process on the same database: it shares nothing else. Close it. */
  another(): Promise<Pick<WebServer, 'inject' | 'close'>>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly seed?: number;
  /** The folder of the jurisdiction, `packs/uk` where it is left out. */
  readonly pack?: string | undefined;
  readonly closeAfterTests?: boolean;
  /** Wraps what was composed before the web is built of it: for tests that take something away. */
  readonly recompose?: (composed: Composed) => Composed;
  readonly log?: WebParts['log'];
  readonly apiLimit?: WebSettings['apiLimit'];
  /** As behind TLS: cookies of this host alone, and browsers told to come back by TLS. */
  readonly secure?: boolean;
  readonly files?: (database: TestDatabase['app'], keys: TestKeys) => Files;
  /** Adds teams and people to those of the pack's demonstration. */
  readonly cast?: (demonstration: Demonstration) => Demonstration;
}

/** Nothing in what was composed changes, so a process reads and checks each pack of the project once. */
const known = new Map<string, Promise<Composed>>();
function composedOf(pack: string): Promise<Composed> {
  if (!Object.values(packFolders).includes(pack)) return compose(pack);
  const composed = known.get(pack) ?? compose(pack);
  known.set(pack, composed);
  return composed;
}

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const database = await testDatabase({ closeAfterTests: options.closeAfterTests ?? true });
  const composed = (options.recompose ?? (same => same))(await composedOf(options.pack ?? packFolder));
  await keepLegalGrounds(database.migrator, composed.pack);
  const told = await readDemonstration(options.pack ?? packFolder);
  if (!told) throw new Error('the pack has no demonstration');
  const demonstration = (options.cast ?? (same => same))(told);
  const organisations = openOrganisations(demonstration);
  await saveOrganisations(database.app, organisations);
  const people = viewersOf(organisations);
  const settings: WebSettings = {
    evaluation: true,
    baseUrl: 'http://localhost:3000',
    secret: 'a secret of the tests alone, of thirty-two bytes and more',
    secureCookies: options.secure ?? false,
    trustProxy: false,
    idleMinutes: 15,
    signInWays,
    metricsToken: undefined,
    apiLimit: options.apiLimit,
  };
  const keys = testKeys();
  const files = options.files?.(database.app, keys) ?? testFiles(database.app, { keys });
  const log = options.log ?? createLog({ level: 'silent' });
  const app = await createWeb({ composed, database: database.app, files, settings, log, keys });
  const random = randomFrom(options.seed ?? 1);
  const person = (name: string): Person => {
    const found = people.find(each => each.email === name || each.name === name);
    if (!found) throw new Error(`The demonstration has no ${name}`);
    return found;
  };
  const answers: Stage['answers'] = change => {
    const drawn = drawAnswers(composed.pack, theForm(composed.pack), demonstration.cases.answers, random);
    return Object.entries(change ?? {}).reduce<Answers>(
      (all, [step, fields]) => ({ ...all, [step]: { ...all[step], ...(fields as Answers[string]) } }),
      drawn,
    );
  };
  const run: Stage['run'] = (as, action, reference, act, at = clock.now()) =>
    actingAs(database.app, { ...composed, keys }, as, at, async work => {
      const permit = await authorise(work, composed.policy, action, reference);
      const done = permit.ok ? await act(work, permit.value) : permit;
      if (!done.ok)
        throw new Error(`${action}: ${done.error.code} ${JSON.stringify(done.error.fields ?? [])}`);
      return done.value;
    });
  return {
    database,
    composed,
    demonstration,
    people,
    app,
    files,
    settings,
    random,
    keys,
    today: () => clock.now().toZonedDateTimeISO(composed.pack.timeZone).toPlainDate(),
    person,
    peopleFor: purpose => people.filter(each => each.purpose === purpose),
    answers,
    run,
    refer: async (as, told = answers(), at = clock.now()) => {
      // As the pages and the API do: what a changed answer made irrelevant is not sent.
      const sent = submittable(theForm(composed.pack), told);
      const send = (work: Work, permit: Permit<'referral:start'>) => submitReferral(work, permit, sent);
      return (await run(as, 'referral:start', undefined, send, at)).reference;
    },
    putOnDuty: async ({ personId, team }) => {
      await sql`INSERT INTO organisations.duty (duty_id, team_id, person_id, from_at, until_at, set_by, set_at)
        VALUES (gen_random_uuid(), ${team.id}, ${personId}, now() - interval '1 hour', now() + interval '1 day', ${personId}, now())`.execute(
        database.superuser,
      );
    },
    signIn: async as => {
      const { id } = await startSession(database.app, { viewer: viewerOf(as), kind: 'browser' });
      return { cookie: `${cookieName(settings.secureCookies)}=${id}`, csrf: csrfToken(settings.secret, id) };
    },
    token: async as => (await startSession(database.app, { viewer: viewerOf(as), kind: 'token' })).id,
    another: async () => {
      const own = connect({ ...database.config.app, max: 4 });
      const web = await createWeb({ composed, database: own.db, files, settings, log, keys });
      web.addHook('onClose', () => own.close());
      return web;
    },
    close: async () => {
      await app.close();
      if (options.closeAfterTests === false) await database.close();
    },
  };
}

const viewerOf = ({ personId, name, role, organisation, team, purpose }: Person): Viewer => ({
  personId,
  name,
  role,
  organisation,
  team,
  purpose,
});
