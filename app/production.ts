import type { Given, Known } from './settings.ts';
import { looksLikeAnExample } from './weak.ts';

/** What production refuses of settings that are each well formed. One line each, which says what to do and repeats no value. */

type Env = Readonly<Record<string, string | undefined>>;

/** Settings and switches that are for trying things out, and what is wrong with each of them here. */
const ofDevelopment: readonly (readonly [name: string, isOn: (value: string) => boolean, why: string])[] = [
  [
    'NRM_DEMONSTRATION_CASES',
    value => /^\d+$/.test(value),
    'makes fictional cases, which production has none of',
  ],
  ['NRM_TEST_SERVER', () => true, 'names a database of the tests'],
  ['NODE_TLS_REJECT_UNAUTHORIZED', value => value === '0', 'lets anybody pose as another server'],
  ['NODE_OPTIONS', value => /--inspect/.test(value), 'opens this process to a debugger'],
];

export const forDevelopment = (env: Env): string[] =>
  ofDevelopment
    .filter(([name, isOn]) => env[name] && isOn(env[name]))
    .map(([name, , why]) => `${name} ${why}: leave it out in production.`);

/** OpenNRM speaks no TLS itself: a proxy in front of it does, and tells from where somebody came. */
export const withoutProxy = (given: Given, env: Env): string[] =>
  given.NRM_TRUST_PROXY === 'true' || (env['NRM_TRUST_PROXY'] && given.NRM_TRUST_PROXY === undefined)
    ? []
    : [
        'NRM_TRUST_PROXY must be true in production: put a proxy in front that speaks TLS and sets X-Forwarded-For and X-Forwarded-Proto.',
      ];

const secrets = [
  'NRM_SECRET',
  'NRM_KEY_SERVICE_TOKEN',
  'NRM_METRICS_TOKEN',
  'NRM_OIDC_CLIENT_SECRET',
  'NRM_S3_SECRET',
] as const satisfies readonly Known[];

/** One secret for two things: whoever learns the one has the other. */
export function reused(given: Given): string[] {
  const held = new Map<string, string[]>();
  const add = (name: string, value: string | undefined) =>
    value && held.set(value, [...(held.get(value) ?? []), name]);
  for (const name of secrets) add(name, given[name]);
  for (const name of ['DATABASE_URL', 'NRM_MIGRATION_URL', 'NRM_SMTP_URL'] as const)
    add(name, given[name] && decodeURIComponent(new URL(given[name]).password));
  return [...held.values()]
    .filter(names => names.length > 1)
    .map(names => `${names.join(' and ')} hold the same secret: make another for each.`);
}

/** What others chose for us, and we cannot hold to our own measure: the shortest that is no word. */
const leastGiven = 16;
export const weakGiven = (given: Given): string[] =>
  (['NRM_OIDC_CLIENT_SECRET', 'NRM_S3_SECRET'] as const)
    .filter(name => {
      const value = given[name];
      return value !== undefined && (value.length < leastGiven || looksLikeAnExample(value));
    })
    .map(
      name =>
        `${name} is short or stands in examples: have a random one of at least ${leastGiven} characters made.`,
    );
