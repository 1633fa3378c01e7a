import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ApiLimit } from '../platform/http/rate.ts';
import { type SignInWay, signInWays } from '../platform/http/web.ts';
import type { RoleMapping } from '../platform/http/provider-roles.ts';
import { makeSigningKey, type NoteKey, readSigner, type Signer } from '../platform/ledger/note.ts';
import { err, ok, type Result } from '../platform/pure/result.ts';
import { forDevelopment, reused, weakGiven, withoutProxy } from './production.ts';
import { type Given, type Known, knownNames, readSettings } from './settings.ts';
import { keepSecret } from './secrets.ts';

/** What a deployment chose, checked as a whole. Holds secrets: never log it. */
export interface Config {
  /** `evaluation`: fictional people and demonstration sign-ins. `production`: NODE_ENV=production. */
  readonly setting: 'evaluation' | 'production';
  readonly port: number;
  readonly dataDir: string;
  /** By NRM_DATA_DIR: no other folder will do. */
  readonly dataDirIsChosen: boolean;
  readonly packFolder: string;
  readonly baseUrl: string;
  /** Without a URL the PostgreSQL of the data folder is started. */
  readonly database: { readonly url: string; readonly migrationUrl: string | undefined } | undefined;
  /** Signs form tokens and seals short-lived cookies. */
  readonly secret: string;
  /** Where the keys are that seal addresses: `file:`, `exec:` or `https:` (docs/guides/keys.md). */
  readonly keyService: string;
  /** By which a key service at an address knows us. */
  readonly keyServiceToken: string | undefined;
  /** Signs the ledger's checkpoints. */
  readonly ledgerSigner: Signer;
  /** Public keys that signed checkpoints before that one. */
  readonly ledgerOlderKeys: readonly NoteKey[];
  readonly oidc: OidcConfig | undefined;
  /** Which ways of signing in are offered; in production the provider alone, unless it is said. */
  readonly signInWays: readonly SignInWay[];
  /** Without one, mail is put into the folder `outbox`. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** A file with the passphrase that seals backups. */
  readonly backupKeyFile: string | undefined;
  /** The list of what was erased, which every restore reads: outside of the data folder, and of every backup. */
  readonly erasuresFile: string | undefined;
  /** Where the contents of files lie; without either, in the data folder. */
  readonly filesDir: string | undefined;
  readonly s3: S3Config | undefined;
  /** Where a virus scanner listens. Without one files are shown as not scanned. */
  readonly clamd: string | undefined;
  readonly metricsToken: string | undefined;
  /** How often one system or person may ask the API; in the evaluation setting as often as they like, unless it is said. */
  readonly apiLimit: ApiLimit | undefined;
  /** Where a worker answers this machine how it goes; without it nowhere. */
  readonly workerPort: number | undefined;
  readonly trustProxy: boolean;
  /** How many fictional cases a first start makes; undefined leaves it to the pack. */
  readonly demonstrationCases: number | undefined;
}

export interface S3Config {
  readonly bucket: string;
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
}

export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider says in which of their roles people may act. */
  readonly roles: RoleMapping | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment. Whatever is wrong is told at once, one line for each problem, and no line repeats a value.
 * @throws ServerProblem where the evaluation setting cannot write its data folder
 */
export function readConfig(env: Env = process.env): Result<Config, readonly string[]> {
  const { given, problems } = readSettings(env);
  const isProduction = env['NODE_ENV'] === 'production';
  problems.push(...unknownNames(env), ...together(given));
  if (isProduction) problems.push(...neededInProduction(env, given));
  const key = readLedgerKey(given, isProduction);
  if (!key.ok) problems.push(key.error);
  if (problems.length > 0) return err(problems);
  const dataDir = resolve(given.NRM_DATA_DIR ?? '.data');
  const port = given.PORT ?? 3000;
  const baseUrl = (given.NRM_BASE_URL ?? `http://localhost:${port}`).replace(/\/$/, '');
  return ok({
    setting: isProduction ? 'production' : 'evaluation',
    port,
    dataDir,
    dataDirIsChosen: given.NRM_DATA_DIR !== undefined,
    packFolder: resolve(given.NRM_PACK ?? join(import.meta.dirname, '..', 'packs', 'uk')),
    baseUrl,
    database: given.DATABASE_URL
      ? { url: given.DATABASE_URL, migrationUrl: given.NRM_MIGRATION_URL }
      : undefined,
    secret:
      given.NRM_SECRET ?? keepSecret(dataDir, 'app.secret', () => randomBytes(48).toString('base64url')),
    keyService: given.NRM_KEY_SERVICE ?? `file:${join(dataDir, 'keys', 'sealed-data.keys')}`,
    keyServiceToken: given.NRM_KEY_SERVICE_TOKEN,
    ledgerSigner:
      (key.ok && key.value) ||
      readSigner(keepSecret(dataDir, 'ledger.key', () => makeSigningKey('opennrm-evaluation').signer)),
    ledgerOlderKeys: given.NRM_LEDGER_OLDER_KEYS ?? [],
    oidc: oidcOf(given),
    signInWays: given.NRM_SIGN_IN ?? (isProduction ? ['provider'] : signInWays),
    smtpUrl: given.NRM_SMTP_URL,
    mailFrom: given.NRM_MAIL_FROM ?? `no-reply@${new URL(baseUrl).hostname}`,
    backupKeyFile: given.NRM_BACKUP_KEY_FILE,
    // In production it is named: a list that nobody knows of is in no copy, and a restore without it brings people back.
    erasuresFile: given.NRM_ERASURES
      ? resolve(given.NRM_ERASURES)
      : isProduction
        ? undefined
        : `${dataDir}.erasures`,
    filesDir: given.NRM_FILES_DIR && resolve(given.NRM_FILES_DIR),
    s3: s3Of(given),
    clamd: given.NRM_CLAMD,
    metricsToken: given.NRM_METRICS_TOKEN,
    apiLimit: apiLimitOf(given, isProduction),
    workerPort: given.NRM_WORKER_PORT,
    trustProxy: given.NRM_TRUST_PROXY === 'true',
    demonstrationCases: given.NRM_DEMONSTRATION_CASES,
  });
}

/** Ten a second in the long run; a page of a system's work at once. */
const usualLimit: ApiLimit = { perMinute: 600, burst: 200 };

function apiLimitOf(
  { NRM_API_PER_MINUTE: perMinute, NRM_API_AT_ONCE: burst }: Given,
  isProduction: boolean,
): ApiLimit | undefined {
  if (!isProduction && perMinute === undefined && burst === undefined) return undefined;
  return { perMinute: perMinute ?? usualLimit.perMinute, burst: burst ?? usualLimit.burst };
}

function s3Of(given: Given): S3Config | undefined {
  const { NRM_S3_URL: bucket, NRM_S3_REGION: region, NRM_S3_KEY_ID: keyId, NRM_S3_SECRET: secret } = given;
  return bucket && region && keyId && secret ? { bucket, region, keyId, secret } : undefined;
}

function oidcOf(given: Given): OidcConfig | undefined {
  const {
    NRM_OIDC_ISSUER: issuer,
    NRM_OIDC_CLIENT_ID: clientId,
    NRM_OIDC_CLIENT_SECRET: clientSecret,
  } = given;
  const claim = given.NRM_OIDC_ROLE_CLAIM;
  const scopes = given.NRM_OIDC_SCOPES?.split(' ') ?? [];
  const roles = claim === undefined ? undefined : { claim, values: given.NRM_OIDC_ROLES ?? {}, scopes };
  return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret, roles } : undefined;
}

/** A misspelt name would leave what it was meant to secure at its default. */
function unknownNames(env: Env): string[] {
  const foreign = Object.keys(env).filter(
    name => /^NRM_/i.test(name) && !knownNames.has(name) && name !== 'NRM_TEST_SERVER',
  );
  const lines = foreign
    .sort()
    .map(name => `${name} is not a setting of OpenNRM: see the list in docs/guides/operate.md.`);
  if (env['NODE_ENV'] && !['production', 'development', 'test'].includes(env['NODE_ENV']))
    lines.push('NODE_ENV must be production, or be left out for the evaluation setting.');
  return lines;
}

/** Settings that mean nothing without each other. */
const belonging = {
  NRM_OIDC: ['NRM_OIDC_ISSUER', 'NRM_OIDC_CLIENT_ID', 'NRM_OIDC_CLIENT_SECRET'],
  NRM_S3: ['NRM_S3_URL', 'NRM_S3_REGION', 'NRM_S3_KEY_ID', 'NRM_S3_SECRET'],
} as const;
const inWords = ['none', 'one', 'two', 'three', 'four'];

function together(given: Given): string[] {
  const lines = Object.entries(belonging).flatMap(([name, all]) => {
    const missing = all.filter(each => given[each] === undefined);
    return missing.length < all.length
      ? missing.map(each => `${each} is missing: the ${inWords[all.length]} ${name} settings go together.`)
      : [];
  });
  if (given.NRM_KEY_SERVICE?.startsWith('https:') && !given.NRM_KEY_SERVICE_TOKEN)
    lines.push('NRM_KEY_SERVICE_TOKEN is missing: by it the key service at NRM_KEY_SERVICE knows OpenNRM.');
  for (const name of ['NRM_OIDC_ROLES', 'NRM_OIDC_SCOPES'] as const)
    if (given[name] !== undefined && given.NRM_OIDC_ROLE_CLAIM === undefined)
      lines.push(`NRM_OIDC_ROLE_CLAIM is missing: ${name} alone is of no use.`);
  if (given.NRM_OIDC_ROLE_CLAIM !== undefined && given.NRM_OIDC_ISSUER === undefined)
    lines.push('NRM_OIDC_ISSUER is missing: NRM_OIDC_ROLE_CLAIM alone is of no use.');
  if (given.NRM_SIGN_IN && !given.NRM_SIGN_IN.includes('provider') && given.NRM_OIDC_ISSUER !== undefined)
    lines.push('NRM_SIGN_IN leaves out provider: add it, or leave out the NRM_OIDC settings.');
  if (given.NRM_MIGRATION_URL && !given.DATABASE_URL)
    lines.push('DATABASE_URL is missing: NRM_MIGRATION_URL alone is of no use.');
  return lines;
}

const needed: Readonly<Partial<Record<Known, string>>> = {
  DATABASE_URL: 'the address of a PostgreSQL 16 or newer, as the role nrm_app',
  NRM_BASE_URL: 'the https address that people use',
  NRM_SECRET: 'at least 32 random bytes, for example from: openssl rand -base64 48',
  NRM_KEY_SERVICE:
    'where the keys of sealed data are, for example https://keys.example (docs/guides/keys.md)',
  NRM_LEDGER_KEY_FILE: 'a file with the key that signs checkpoints',
  NRM_OIDC_ISSUER: 'the address of your OpenID Connect provider',
  NRM_OIDC_CLIENT_ID: 'as registered with your OpenID Connect provider',
  NRM_OIDC_CLIENT_SECRET: 'as registered with your OpenID Connect provider',
  NRM_SMTP_URL: 'the address of a mail server, for example smtps://mail.example',
};

function neededInProduction(env: Env, given: Given): string[] {
  const lines = Object.entries(needed)
    .filter(([name]) => !env[name] && !(name.startsWith('NRM_OIDC') && withoutProvider(given)))
    .map(([name, what]) => `${name} is missing: in production it must be ${what}.`);
  for (const name of ['NRM_BASE_URL', 'NRM_OIDC_ISSUER', 'NRM_S3_URL'] as const)
    if (given[name] && new URL(given[name]).protocol !== 'https:')
      lines.push(`${name} must begin with https in production.`);
  for (const name of ['DATABASE_URL', 'NRM_MIGRATION_URL'] as const)
    if (given[name] && !isEncrypted(new URL(given[name])))
      lines.push(`${name} leaves this machine unencrypted: add sslmode=verify-full to it.`);
  return [
    ...lines,
    ...withoutProxy(given, env),
    ...forDevelopment(env),
    ...weakGiven(given),
    ...reused(given),
  ];
}

/** A deployment whose people sign in by passkeys or passwords alone. */
const withoutProvider = ({ NRM_SIGN_IN: ways }: Given): boolean => ways?.includes('provider') === false;

/** A socket or this machine itself needs no encryption. */
function isEncrypted(url: URL): boolean {
  const host = url.searchParams.get('host') ?? url.hostname;
  return (
    host === '' ||
    /^(\/.*|localhost|127(\.\d{1,3}){3}|\[?::1\]?|)$/.test(host) ||
    url.searchParams.get('sslmode') === 'verify-full'
  );
}

function readLedgerKey(given: Given, isProduction: boolean): Result<Signer | undefined, string> {
  const file = given.NRM_LEDGER_KEY_FILE;
  if (!file) return ok(undefined);
  try {
    if (isProduction && (statSync(file).mode & 0o077) !== 0)
      return err(
        'NRM_LEDGER_KEY_FILE names a file that others can read: chmod 600 it, and make a new key if they may have.',
      );
    return ok(readSigner(readFileSync(file, 'utf8')));
  } catch {
    return err('NRM_LEDGER_KEY_FILE names a file that cannot be read or holds no signing key.');
  }
}
