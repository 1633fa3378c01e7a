import { z } from 'zod';
import { type SignInWay, signInWays } from '../platform/http/web.ts';
import { readVerifier } from '../platform/ledger/note.ts';
import { bitsOf, looksLikeAnExample } from './weak.ts';

/** `what` completes "NAME must be …". */
const must = (what: string) => ({ error: `must be ${what}` });

const url = (what: string, ...protocols: string[]) =>
  z.string().refine(text => URL.canParse(text) && protocols.includes(new URL(text).protocol), must(what));

/** What 16 random bytes have; text that was thought of has less for its length. */
const leastBits = 128;

/** 32 bytes, not a word somebody thought of, and not what an example or a neighbour's file says. */
const strong = z
  .string()
  .refine(
    text =>
      Buffer.byteLength(text) >= 32 &&
      new Set(text).size >= 12 &&
      bitsOf(text) >= leastBits &&
      !looksLikeAnExample(text),
    must('at least 32 random bytes, for example from: openssl rand -base64 48'),
  );

const verifiers = z.string().transform((text, context) => {
  try {
    return text
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(readVerifier);
  } catch {
    context.addIssue('must be public keys such as nrm.example+0a1b2c3d+AbCd, separated by commas');
    return z.NEVER;
  }
});

const ways = z.string().transform((text, context): readonly SignInWay[] => {
  const named = text.split(',').map(each => each.trim());
  const known = signInWays.filter(each => named.includes(each));
  if (known.length === named.length) return known;
  context.addIssue(`must be ways of signing in, separated by commas, each once: ${signInWays.join(', ')}`);
  return z.NEVER;
});

/** At least one, or nobody could ask anything. */
const requests = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, must('a number of requests, 1 to 999999'))
  .transform(Number);

/** Every setting, as text of the environment. */
const settings = {
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, must('a port number'))
    .transform(Number)
    .refine(port => port <= 65_535, must('a port number')),
  NRM_WORKER_PORT: z
    .string()
    .regex(/^\d{1,5}$/, must('a port number'))
    .transform(Number)
    .refine(port => port <= 65_535, must('a port number')),
  DATABASE_URL: url('an address such as postgresql://nrm_app@host/opennrm', 'postgres:', 'postgresql:'),
  NRM_MIGRATION_URL: url(
    'an address such as postgresql://nrm_migrator@host/opennrm',
    'postgres:',
    'postgresql:',
  ),
  NRM_DATA_DIR: z.string(),
  NRM_PACK: z.string(),
  NRM_BASE_URL: url('an address without a path, such as https://nrm.example', 'https:', 'http:').refine(
    text => !URL.canParse(text) || /^https?:\/\/[^/?#@]+\/?$/.test(text),
    must('an address without a path, such as https://nrm.example'),
  ),
  NRM_SECRET: strong,
  NRM_KEY_SERVICE: z
    .string()
    .regex(/^(file:\/|exec:\/|https:\/\/)\S/, must('file:/path, exec:/path or https://address')),
  NRM_KEY_SERVICE_TOKEN: strong,
  NRM_LEDGER_KEY_FILE: z.string(),
  NRM_LEDGER_OLDER_KEYS: verifiers,
  NRM_OIDC_ISSUER: url('the address of an OpenID Connect provider', 'https:', 'http:'),
  NRM_OIDC_CLIENT_ID: z.string(),
  NRM_OIDC_CLIENT_SECRET: z.string(),
  NRM_OIDC_ROLE_CLAIM: z
    .string()
    .regex(/^[\w:/-]+([.][\w:/-]+)*$/, must('the name of a claim, such as roles or realm_access.roles')),
  NRM_OIDC_ROLES: z.string().transform((text, context) => {
    const pairs = text.split(',').map(pair => pair.split('=').map(each => each.trim()));
    if (pairs.every(([value, role, ...more]) => value && role && more.length === 0))
      return Object.fromEntries(pairs) as Record<string, string>;
    context.addIssue('must be values of the claim with our roles, such as desk-42=responder, chiefs=manager');
    return z.NEVER;
  }),
  NRM_OIDC_SCOPES: z.string().regex(/^[\w:.-]+( [\w:.-]+)*$/, must('names of scopes, separated by spaces')),
  NRM_SIGN_IN: ways,
  NRM_SMTP_URL: url('an address such as smtps://mail.example', 'smtp:', 'smtps:'),
  NRM_MAIL_FROM: z.email(must('an e-mail address')),
  NRM_BACKUP_KEY_FILE: z.string(),
  NRM_ERASURES: z.string(),
  NRM_FILES_DIR: z.string(),
  NRM_S3_URL: url('an address with a bucket, such as https://s3.example/evidence', 'https:', 'http:').refine(
    text => !URL.canParse(text) || /^\/[\w.-]+\/?$/.test(new URL(text).pathname),
    must('an address with a bucket, such as https://s3.example/evidence'),
  ),
  NRM_S3_REGION: z.string(),
  NRM_S3_KEY_ID: z.string(),
  NRM_S3_SECRET: z.string(),
  NRM_CLAMD: url('an address such as tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl', 'tcp:', 'unix:'),
  NRM_METRICS_TOKEN: strong,
  NRM_API_PER_MINUTE: requests,
  NRM_API_AT_ONCE: requests,
  NRM_TRUST_PROXY: z.enum(['true', 'false'], must('true or false')),
  NRM_DEMONSTRATION_CASES: z
    .string()
    .regex(/^\d{1,4}$/, must('a number of cases, 0 to 9999'))
    .transform(Number),
} as const;

export type Known = keyof typeof settings;
export type Given = { readonly [K in Known]?: z.output<(typeof settings)[K]> };
export const knownNames: ReadonlySet<string> = new Set(Object.keys(settings));

/** Reads each setting by itself. An empty one counts as left out, as in compose files. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): {
  given: Given;
  problems: string[];
} {
  const problems: string[] = [];
  const given: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(settings)) {
    const text = env[name];
    if (text === undefined || text === '') continue;
    const read = schema.safeParse(text);
    if (read.success) given[name] = read.data;
    else problems.push(`${name} ${read.error.issues[0]?.message}.`);
  }
  return { given, problems };
}
