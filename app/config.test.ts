import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ServerProblem } from '../platform/db/server-problem.ts';
import { makeSigningKey } from '../platform/ledger/note.ts';
import { readConfig } from './config.ts';

const folder = mkdtempSync(join(tmpdir(), 'config-'));
after(() => rmSync(folder, { recursive: true }));
const keyFile = join(folder, 'given.key');
writeFileSync(keyFile, makeSigningKey('nrm.example').signer, { mode: 0o600 });

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://nrm_app:MARKER1@db.example/opennrm?sslmode=verify-full',
  NRM_BASE_URL: 'https://nrm.example',
  NRM_SECRET: 'kJ8vQ2mZx7RtYw4NcL0pSaGd9HfUeB3iVoXq',
  NRM_LEDGER_KEY_FILE: keyFile,
  NRM_KEY_SERVICE: 'exec:/usr/bin/keys-of-example',
  NRM_OIDC_ISSUER: 'https://id.example',
  NRM_OIDC_CLIENT_ID: 'nrm',
  NRM_OIDC_CLIENT_SECRET: 'MARKER-kq83hfu2zt05',
  NRM_TRUST_PROXY: 'true',
  NRM_SMTP_URL: 'smtps://nrm:MARKER2@mail.example',
  NRM_DATA_DIR: folder,
};

const problemsOf = (env: Record<string, string | undefined>): readonly string[] => {
  const read = readConfig(env);
  return read.ok ? [] : read.error;
};
const configOf = (env: Record<string, string | undefined>) => {
  const read = readConfig(env);
  assert.ok(read.ok, read.ok ? '' : read.error.join('\n'));
  return read.value;
};

test('production starts when everything it needs is there', () => {
  const config = configOf(production);
  assert.equal(config.setting, 'production');
  assert.equal(config.database?.migrationUrl, undefined, 'serving needs no right to migrate');
  assert.equal(config.ledgerSigner.name, 'nrm.example');
  assert.equal(config.mailFrom, 'no-reply@nrm.example');
});

test('production offers the provider alone unless it is said, and needs none where none is offered', () => {
  assert.deepEqual(configOf(production).signInWays, ['provider']);
  const withoutProvider = Object.fromEntries(
    Object.entries(production).filter(([name]) => !name.startsWith('NRM_OIDC')),
  );
  assert.deepEqual(configOf({ ...withoutProvider, NRM_SIGN_IN: 'passkey' }).signInWays, ['passkey']);
  assert.equal(problemsOf(withoutProvider).length, 3);
  assert.deepEqual(configOf({ ...production, NRM_SIGN_IN: 'passkey, provider' }).signInWays, [
    'provider',
    'passkey',
  ]);
});

test('production refuses to start without each thing that it needs, and says which', () => {
  const needed = Object.keys(production).filter(
    name => !['NODE_ENV', 'NRM_DATA_DIR', 'NRM_TRUST_PROXY'].includes(name),
  );
  assert.equal(needed.length, 9);
  for (const name of needed)
    for (const absent of [undefined, '']) {
      const problems = problemsOf({ ...production, [name]: absent });
      assert.ok(
        problems.some(line => line.startsWith(`${name} is missing`)),
        `${name}: ${problems.join(' | ')}`,
      );
    }
});

test('with nothing set production names everything at once, one line each', () => {
  const problems = problemsOf({ NODE_ENV: 'production' });
  assert.equal(problems.length, 10);
  for (const line of problems) assert.doesNotMatch(line, /\n/);
});

const refused: readonly (readonly [string, Record<string, string | undefined>, RegExp])[] = [
  ['a plain http address', { NRM_BASE_URL: 'http://nrm.example' }, /^NRM_BASE_URL must begin with https/],
  [
    'an address with a path',
    { NRM_BASE_URL: 'https://nrm.example/x' },
    /^NRM_BASE_URL must be an address without a path/,
  ],
  ['an address with a password', { NRM_BASE_URL: 'https://u:MARKER@nrm.example' }, /^NRM_BASE_URL must be/],
  [
    'a mapping of roles to nothing',
    { NRM_OIDC_ROLE_CLAIM: 'roles', NRM_OIDC_ROLES: 'MARKER' },
    /^NRM_OIDC_ROLES must be values of the claim with our roles/,
  ],
  [
    'a mapping of roles without a claim',
    { NRM_OIDC_ROLES: 'MARKER=responder' },
    /^NRM_OIDC_ROLE_CLAIM is missing: NRM_OIDC_ROLES alone is of no use/,
  ],
  [
    'an unencrypted provider',
    { NRM_OIDC_ISSUER: 'http://id.example' },
    /^NRM_OIDC_ISSUER must begin with https/,
  ],
  [
    'an unencrypted database elsewhere',
    { DATABASE_URL: 'postgresql://nrm_app:MARKER@db.example/x' },
    /^DATABASE_URL leaves this machine unencrypted/,
  ],
  [
    'encryption that checks no name',
    { DATABASE_URL: 'postgresql://db.example/x?sslmode=require' },
    /^DATABASE_URL leaves/,
  ],
  [
    'an unencrypted migration',
    { NRM_MIGRATION_URL: 'postgresql://db.example/x' },
    /^NRM_MIGRATION_URL leaves/,
  ],
  [
    'another database',
    { DATABASE_URL: 'mysql://MARKER@db.example/x' },
    /^DATABASE_URL must be an address such as postgresql/,
  ],
  [
    'a short secret',
    { NRM_SECRET: 'kJ8vQ2mZx7RtYw4NcL0pSaGd9HfUeB3' },
    /^NRM_SECRET must be at least 32 random bytes/,
  ],
  ['a monotonous secret', { NRM_SECRET: 'a'.repeat(64) }, /^NRM_SECRET must/],
  ['a repeated secret', { NRM_SECRET: 'MARKERxy'.repeat(8) }, /^NRM_SECRET must/],
  ['a default secret', { NRM_SECRET: 'please-change-me-please-change-me-now!' }, /^NRM_SECRET must/],
  ['a secret of the examples', { NRM_SECRET: 'this-is-an-example-qwertyuiopzxcvbnm' }, /^NRM_SECRET must/],
  ['a weak metrics token', { NRM_METRICS_TOKEN: 'MARKER' }, /^NRM_METRICS_TOKEN must/],
  ['a mail server over the web', { NRM_SMTP_URL: 'https://mail.example' }, /^NRM_SMTP_URL must/],
  ['a sender without a host', { NRM_MAIL_FROM: 'MARKER' }, /^NRM_MAIL_FROM must be an e-mail address/],
  [
    'a secret of few characters',
    { NRM_SECRET: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaabcdfghijklm' },
    /^NRM_SECRET must/,
  ],
  ['no proxy', { NRM_TRUST_PROXY: undefined }, /^NRM_TRUST_PROXY must be true in production: put a proxy/],
  ['a proxy that is not trusted', { NRM_TRUST_PROXY: 'false' }, /^NRM_TRUST_PROXY must be true/],
  ['fictional cases', { NRM_DEMONSTRATION_CASES: '0' }, /^NRM_DEMONSTRATION_CASES makes fictional cases/],
  ['a database of the tests', { NRM_TEST_SERVER: '{}' }, /^NRM_TEST_SERVER names a database/],
  ['servers that prove nothing', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, /^NODE_TLS_REJECT_UNAUTHORIZED lets/],
  ['a debugger', { NODE_OPTIONS: '--inspect=0.0.0.0:9229' }, /^NODE_OPTIONS opens this process/],
  ['a short client secret', { NRM_OIDC_CLIENT_SECRET: 'MARKER' }, /^NRM_OIDC_CLIENT_SECRET is short/],
  [
    'a client secret of an example',
    { NRM_OIDC_CLIENT_SECRET: 'MARKER-change-me-later' },
    /^NRM_OIDC_CLIENT_SECRET is short or stands in examples/,
  ],
  [
    'one secret for two things',
    { NRM_METRICS_TOKEN: 'kJ8vQ2mZx7RtYw4NcL0pSaGd9HfUeB3iVoXq' },
    /^NRM_SECRET and NRM_METRICS_TOKEN hold the same secret/,
  ],
  [
    'one password for serving and migrating',
    { NRM_MIGRATION_URL: 'postgresql://nrm_migrator:MARKER1@localhost/opennrm' },
    /^DATABASE_URL and NRM_MIGRATION_URL hold the same secret/,
  ],
  ['a port beyond the last', { PORT: '65536' }, /^PORT must be a port number/],
  ['a port in words', { PORT: 'MARKER' }, /^PORT must be a port number/],
  [
    'cases in words',
    { NRM_DEMONSTRATION_CASES: 'few' },
    /^NRM_DEMONSTRATION_CASES must be a number of cases/,
  ],
  ['trust in words', { NRM_TRUST_PROXY: 'yes' }, /^NRM_TRUST_PROXY must be true or false/],
  [
    'a way of signing in that there is not',
    { NRM_SIGN_IN: 'MARKER' },
    /^NRM_SIGN_IN must be ways of signing in/,
  ],
  ['a limit that lets nobody ask', { NRM_API_PER_MINUTE: '0' }, /^NRM_API_PER_MINUTE must be/],
  ['no way of signing in', { NRM_SIGN_IN: ',' }, /^NRM_SIGN_IN must be/],
  ['a provider that is not offered', { NRM_SIGN_IN: 'passkey' }, /^NRM_SIGN_IN leaves out provider/],
  ['a misspelt setting', { NRM_SECRTE: 'MARKER' }, /^NRM_SECRTE is not a setting/],
  ['a setting in small letters', { nrm_secret: 'MARKER' }, /^nrm_secret is not a setting/],
  [
    'a key service that does not know us',
    { NRM_KEY_SERVICE: 'https://keys.example' },
    /^NRM_KEY_SERVICE_TOKEN is missing/,
  ],
  [
    'a key service over plain http',
    { NRM_KEY_SERVICE: 'http://keys.example/MARKER' },
    /^NRM_KEY_SERVICE must be/,
  ],
  [
    'an older key that is none',
    { NRM_LEDGER_OLDER_KEYS: `${makeSigningKey('nrm.example').verifier},MARKER` },
    /^NRM_LEDGER_OLDER_KEYS must be public keys such as/,
  ],
  [
    'a ledger key that is not there',
    { NRM_LEDGER_KEY_FILE: '/nonexistent/MARKER' },
    /^NRM_LEDGER_KEY_FILE names a file that cannot be read/,
  ],
];
for (const [what, env, expected] of refused)
  test(`production refuses ${what}, and repeats no value`, () => {
    const problems = problemsOf({ ...production, ...env });
    assert.ok(
      problems.some(line => expected.test(line)),
      problems.join(' | '),
    );
    assert.equal(problems.length, 1);
    assert.doesNotMatch(problems.join(), /MARKER|kJ8v|qwerty/);
  });

test('keys that signed earlier checkpoints are listed, as they were printed', () => {
  const keys = [1, 2].map(() => makeSigningKey('nrm.example').verifier);
  const config = configOf({ ...production, NRM_LEDGER_OLDER_KEYS: keys.join(', ') });
  assert.deepEqual(
    config.ledgerOlderKeys.map(key => key.id.toString('hex')),
    keys.map(key => key.split('+')[1]),
  );
  assert.deepEqual(configOf(production).ledgerOlderKeys, []);
});

test('a ledger key that others can read, or that is none, is refused', () => {
  const open = join(folder, 'open.key');
  writeFileSync(open, makeSigningKey('nrm.example').signer);
  chmodSync(open, 0o640);
  assert.match(problemsOf({ ...production, NRM_LEDGER_KEY_FILE: open }).join(), /others can read/);
  writeFileSync(open, 'MARKER', { mode: 0o600 });
  chmodSync(open, 0o600);
  assert.match(problemsOf({ ...production, NRM_LEDGER_KEY_FILE: open }).join(), /holds no signing key/);
});

test('a database on this machine or behind a socket needs no encryption', () => {
  for (const place of [
    'postgresql://nrm_app@localhost/x',
    'postgresql://127.0.0.1/x',
    'postgresql://[::1]/x',
    'postgresql://db.example/x?host=/run/postgresql',
  ])
    assert.deepEqual(problemsOf({ ...production, DATABASE_URL: place }), [], place);
});

test('a setting name that is nearly production is not taken for the evaluation setting', () => {
  for (const name of ['prod', 'Production', 'staging'])
    assert.match(problemsOf({ ...production, NODE_ENV: name }).join(), /^NODE_ENV must be production/);
});

test('the evaluation setting needs nothing, makes its secrets once and keeps them for its owner alone', () => {
  const own = mkdtempSync(join(folder, 'data-'));
  const config = configOf({ NRM_DATA_DIR: own });
  assert.equal(config.setting, 'evaluation');
  assert.equal(config.port, 3000);
  assert.equal(config.baseUrl, 'http://localhost:3000');
  assert.match(config.packFolder, /packs\/uk$/);
  assert.deepEqual(
    [config.database, config.oidc, config.smtpUrl, config.metricsToken],
    [undefined, undefined, undefined, undefined],
  );
  assert.ok(Buffer.byteLength(config.secret) >= 32);
  const again = configOf({ NRM_DATA_DIR: own, PORT: '4000' });
  assert.equal(again.secret, config.secret);
  assert.equal(again.ledgerSigner.verifier, config.ledgerSigner.verifier);
  assert.equal(again.baseUrl, 'http://localhost:4000');
  for (const name of ['app.secret', 'ledger.key'])
    assert.equal(statSync(join(own, name)).mode & 0o777, 0o600);
  assert.notEqual(configOf({ NRM_DATA_DIR: mkdtempSync(join(folder, 'other-')) }).secret, config.secret);
  chmodSync(join(own, 'app.secret'), 0o644);
  configOf({ NRM_DATA_DIR: own });
  assert.equal(statSync(join(own, 'app.secret')).mode & 0o777, 0o600, 'what was opened is closed again');
  assert.equal(readFileSync(join(own, 'app.secret'), 'utf8'), config.secret);
});

test('the evaluation setting refuses half a provider, typos and bad values too', () => {
  const problems = problemsOf({
    NRM_OIDC_ISSUER: 'http://localhost:4000',
    NRM_OICD_CLIENT_ID: 'x',
    PORT: '-1',
    NRM_MIGRATION_URL: 'postgresql://x/y',
  });
  assert.deepEqual(problems.map(line => line.split(' ')[0] ?? '').toSorted(), [
    'DATABASE_URL',
    'NRM_OICD_CLIENT_ID',
    'NRM_OIDC_CLIENT_ID',
    'NRM_OIDC_CLIENT_SECRET',
    'PORT',
  ]);
});

test('a data folder that cannot be made is one line that says what to do', () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const start = () => readConfig({ NRM_DATA_DIR: file });
  assert.throws(
    start,
    (error: Error) => error instanceof ServerProblem && /is not a folder/.test(error.message),
  );
});
