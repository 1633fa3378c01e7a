/** The whole of OpenNRM behind a real port, with a real provider beside it, and ears on its log. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { createWeb } from '../../app/web.ts';
import { testFiles } from '../../platform/testing/files.ts';
import { createOidc, type Oidc } from '../../platform/http/oidc.ts';
import { createLog } from '../../platform/log/log.ts';
import { releaseTestServer } from '../../platform/testing/server.ts';
import { startProvider, type TestProvider } from '../../platform/testing/provider.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { type Actor, findActors } from './actors.ts';
import { type Operation, watchRoutes } from './operations.ts';

export interface Theatre {
  readonly stage: Stage;
  readonly app: FastifyInstance;
  readonly port: number;
  readonly operations: readonly Operation[];
  readonly actors: readonly Actor[];
  readonly provider: TestProvider;
  readonly oidc: Oidc;
  /** Tokens with which the provider said that somebody signed out there. */
  readonly logoutTokens: string[];
  /** What the log said of failures, newest last. */
  readonly failures: string[];
  close(): Promise<void>;
}

export async function openTheatre(seed: number): Promise<Theatre> {
  const stage = await openStage({
    seed,
    closeAfterTests: false,
  });
  const { composed, database, settings, people } = stage;
  for (const person of people)
    if (person.purpose === 'identification-decision') await stage.putOnDuty(person);
  const roles = new Set(people.map(({ role }) => role));
  const nobody = composed.pack.roles.filter(({ code }) => !roles.has(code));
  if (nobody.length > 0) throw new Error(`Nobody plays ${nobody.map(({ code }) => code).join(', ')}`);
  const logoutTokens: string[] = [];
  const ear = await listenForLogouts(logoutTokens);
  const [redirectUrl, signedOutUrl] = [
    'http://localhost:3000/sign-in/callback',
    'http://localhost:3000/signed-out',
  ];
  const accounts = people.map(({ personId, email }) => ({ subject: personId, email, emailVerified: true }));
  const provider = await startProvider(accounts, { redirectUrl, signedOutUrl, backChannelUrl: ear.url });
  const failures: string[] = [];
  const log = createLog({
    destination: { write: line => void (/"level":"error"/.test(line) && failures.push(line.trim())) },
    names: composed.routes.map(({ path }) => path),
  });
  const oidc = createOidc({ ...provider, redirectUrl, signedOutUrl, secret: settings.secret });
  const { built: app, operations } = await watchRoutes(composed, () =>
    createWeb({
      composed,
      database: database.app,
      files: testFiles(database.app),
      settings,
      log,
      oidc,
      keys: stage.keys,
    }),
  );
  // No worker runs: every file has its copy at once, the same content as its own.
  await sql`CREATE FUNCTION files.at_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    NEW.scan = 'not-scanned'; NEW.copy = 'made'; NEW.copy_kind = 'png'; NEW.copy_size = NEW.size;
    NEW.copy_place = NEW.place; NEW.copy_key_id = NEW.key_id; NEW.copy_wrapped = NEW.wrapped; RETURN NEW; END $$`.execute(
    database.superuser,
  );
  await sql`CREATE TRIGGER at_once BEFORE INSERT ON files.file FOR EACH ROW EXECUTE FUNCTION files.at_once()`.execute(
    database.superuser,
  );
  await keepSessions(stage);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return {
    stage,
    app,
    port,
    operations,
    provider,
    oidc,
    logoutTokens,
    failures,
    actors: await findActors(stage),
    async close() {
      await app.close();
      await provider.stop();
      ear.close();
      await stage.close();
      await releaseTestServer();
    },
  };
}

/** Whoever ends all their other sessions would end the fuzzing: what somebody who is signed in ends of their own stays. */
async function keepSessions({ database }: Stage): Promise<void> {
  await sql`CREATE FUNCTION http.stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF access.person() IS NOT NULL THEN NEW.ended_at = NULL; END IF; RETURN NEW; END $$`.execute(
    database.superuser,
  );
  await sql`CREATE TRIGGER stays BEFORE UPDATE OF ended_at ON http.session FOR EACH ROW EXECUTE FUNCTION http.stays()`.execute(
    database.superuser,
  );
}

/** Stands where the provider tells of sign-outs. */
async function listenForLogouts(tokens: string[]): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      tokens.push(new URLSearchParams(Buffer.concat(parts).toString()).get('logout_token') ?? '');
      response.end();
    });
  });
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
