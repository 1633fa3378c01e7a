/** Requests with a mark in every part: what a careless client or a bug would put there. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { mark } from './marks.ts';
import type { Signed } from './world.ts';

/** Records of this number and above were never made: their marks stand in requests alone. */
export const neverMade = 17_000;
const word = mark(neverMade, 'identity');
const account = mark(neverMade, 'account', 1);

/** In every header that something might copy into a log or an answer. */
export const markedHeaders: Readonly<Record<string, string>> = {
  'user-agent': word,
  referer: `http://localhost:3000/search?q=${word}`,
  origin: 'http://localhost:3000',
  'x-forwarded-for': word,
  'x-request-id': word,
  'accept-language': word,
  'x-http-method-override': word,
  traceparent: word,
  from: `${word}@mail.example`,
};

interface Hostile {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly type?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const paths = [
  `/${word}`,
  `/assets/${word}.css`,
  `/referrals/${word}`,
  `/referrals/${word}/steps/${word}`,
  `/cases/${word}`,
  `/cases/${word}/decide`,
  `/trail/${word}`,
  `/signs/${word}`,
  `/api/v1/referrals/${word}`,
  `/api/v1/${word}`,
  `/%E0%A4%A/${word}`,
];
const queries = [
  `/queue?view=${word}&after=${word}`,
  `/referrals?before=${word}`,
  `/api/v1/referrals?before=${word}`,
  `/trail?reference=${word}`,
  `/trail?before=${word}`,
  `/signs?setting=${word}`,
  `/signs/check?setting=${word}&ageStatus=${word}`,
  `/home?lang=${word}&kept=${word}`,
  `/sign-in?to=/${word}`,
  `/sign-in/callback?code=${word}&state=${word}`,
];
const forms = [
  '/referrals',
  '/search',
  '/signs/check',
  '/session/keep',
  '/sign-in/demonstration',
  '/sign-out',
  '/sign-out/by-provider',
];
const form = 'application/x-www-form-urlencoded';
const json = 'application/json';

/** Valid in nothing but its shape, or not even in that. */
function all({ csrf }: Signed, references: readonly string[]): readonly Hostile[] {
  const records = references.flatMap(reference => [
    `/referrals/${reference}/steps/person`,
    `/referrals/${reference}/steps/account`,
    `/referrals/${reference}/submit`,
    `/cases/${reference}/take`,
    `/cases/${reference}/allocate`,
    `/cases/${reference}/decide`,
    `/cases/${reference}/second-reading`,
  ]);
  const typed = {
    givenName: word,
    statement: account,
    reasons: account,
    q: word,
    to: word,
    note: word,
    position: word,
    logout_token: word,
  };
  return [
    ...[...paths, ...queries].map((url): Hostile => ({ method: 'GET', url })),
    ...[...forms, ...records, ...paths].flatMap((url): readonly Hostile[] => [
      {
        method: 'POST',
        url,
        type: form,
        body: new URLSearchParams({ ...typed, _csrf: csrf, _key: randomUUID() }).toString(),
      },
      {
        method: 'POST',
        url,
        type: form,
        body: new URLSearchParams({ ...typed, _csrf: word, _key: word }).toString(),
      },
    ]),
    { method: 'POST', url: '/search', type: json, body: `{"q": "${word}"` },
    { method: 'POST', url: '/search', type: 'text/plain', body: word },
    {
      method: 'POST',
      url: '/search',
      type: form,
      body: `q=${word}&q=${account}&_csrf=${csrf}&_key=${randomUUID()}`,
    },
    { method: 'POST', url: '/search', type: form, body: `q=${account.repeat(120_000)}` },
    ...[`{"person": {"givenName": "${word}"}}`, `{"${word}": 1}`, `{"account": "${account}`, `"${word}"`].map(
      (body): Hostile => ({
        method: 'POST',
        url: '/api/v1/referrals',
        type: json,
        body,
        headers: { 'idempotency-key': randomUUID() },
      }),
    ),
    {
      method: 'POST',
      url: '/api/v1/referrals',
      type: json,
      body: `{"person":{"givenName":"${word}"}}`,
      headers: { 'idempotency-key': `${word} ${word}` },
    },
    { method: 'GET', url: '/api/v1/referrals', headers: { authorization: `Bearer ${word}${word}` } },
    {
      method: 'GET',
      url: '/home',
      headers: { cookie: `session=${word}; language=${word}; sign-in=${word}` },
    },
  ];
}

export interface Came {
  readonly sent: Hostile;
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

export async function sendHostile(
  app: FastifyInstance,
  as: Signed,
  references: readonly string[],
): Promise<readonly Came[]> {
  const came: Came[] = [];
  for (const sent of all(as, references)) {
    const { method, url, type, body, headers } = sent;
    const identity = url.startsWith('/api/')
      ? as.token && { authorization: `Bearer ${as.token}` }
      : as.cookie && { cookie: as.cookie };
    const answer = await app.inject({
      method,
      url,
      headers: { ...markedHeaders, ...identity, ...(type && { 'content-type': type }), ...headers },
      ...(body !== undefined && { payload: body }),
    });
    came.push({ sent, status: answer.statusCode, body: answer.body, headers: answer.headers });
  }
  return came;
}
