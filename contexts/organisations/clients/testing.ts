/** For tests: another system that was let in as administrators do it, with a secret, and a token of it. */
import assert from 'node:assert/strict';
import type { Person, Stage } from '../../../checks/support/stage.ts';

type Server = Pick<Stage['app'], 'inject'>;

export interface LetIn {
  readonly clientId: string;
  readonly secret: string;
}

export const scopesOfCases = ['referral:start', 'referral:list', 'referral:view', 'message:view'] as const;

export function systemsOf(stage: Stage, first: Person, second: Person) {
  const post = async (
    as: Person,
    url: string,
    typed: Readonly<Record<string, string | readonly string[]>> = {},
  ) => {
    const { cookie, csrf } = await stage.signIn(as);
    const fields = Object.entries(typed).flatMap(([name, value]) => [value].flat().map(each => [name, each]));
    const payload = new URLSearchParams([
      ...fields.map(([name = '', each = '']) => [name, each] as [string, string]),
      ['_csrf', csrf],
      ['_key', crypto.randomUUID()],
    ]).toString();
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    return stage.app.inject({ method: 'POST', url, payload, headers });
  };
  const page = async (as: Person) =>
    stage.app.inject({ url: '/clients', headers: { cookie: (await stage.signIn(as)).cookie } });
  const ask = async (change: Readonly<Record<string, string | readonly string[]>> = {}): Promise<string> => {
    const name = `Casebook ${crypto.randomUUID()}`;
    const asked = await post(first, '/clients/add', {
      name,
      team: first.team.id,
      purpose: 'own-cases',
      scopes: scopesOfCases,
      days: '90',
      ...change,
    });
    assert.equal(asked.statusCode, 303, asked.body);
    const { body } = await page(second);
    const at = body.indexOf(typeof change['name'] === 'string' ? change['name'] : name);
    return /\/clients\/([0-9a-f-]{36})\//.exec(body.slice(at))?.[1] ?? '';
  };
  const makeSecret = async (clientId: string): Promise<string> => {
    const made = await post(first, `/clients/${clientId}/secret`);
    assert.equal(made.statusCode, 200, made.body);
    return /nrms_[\w-]{43}/.exec(made.body)?.[0] ?? '';
  };
  const letIn = async (change: Readonly<Record<string, string | readonly string[]>> = {}): Promise<LetIn> => {
    const clientId = await ask(change);
    assert.equal((await post(second, `/clients/${clientId}/approve`)).statusCode, 303);
    return { clientId, secret: await makeSecret(clientId) };
  };
  const askToken = (
    { clientId, secret }: LetIn,
    more: Readonly<Record<string, string>> = {},
    server: Server = stage.app,
  ) =>
    server.inject({
      method: 'POST',
      url: '/oauth/token',
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ grant_type: 'client_credentials', ...more }).toString(),
    });
  const token = async (system: LetIn, scope?: string): Promise<string> => {
    const given = await askToken(system, scope === undefined ? {} : { scope });
    assert.equal(given.statusCode, 200, given.body);
    return given.json<{ access_token: string }>().access_token;
  };
  return { post, page, ask, makeSecret, letIn, askToken, token };
}
