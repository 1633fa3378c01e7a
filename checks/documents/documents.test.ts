import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const documents = globSync('**/*.md', {
  cwd: root,
  exclude: ['node_modules/**', '.data/**', 'tmp/**', '**/canary/**'],
}).sort();
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Text outside code, where links are links. */
const prose = (file: string): string =>
  read(file)
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
    .replace(/^ {4}.*$/gm, '')
    .replace(/`[^`\n]*`/g, '');

/** The anchors that a forge makes of headings. */
const anchors = (file: string): readonly string[] =>
  [...prose(file).matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );

test('every link between documents leads somewhere', () => {
  const broken: string[] = [];
  let followed = 0;
  for (const file of documents)
    for (const [, target = ''] of prose(file).matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)) {
      if (/^[a-z]+:/i.test(target)) continue;
      followed += 1;
      const [path = '', anchor] = target.split('#');
      const to = path === '' ? file : join(dirname(file), decodeURIComponent(path));
      if (to.startsWith('..') || !existsSync(join(root, to))) broken.push(`${file}: ${target}`);
      else if (anchor && to.endsWith('.md') && !anchors(to).includes(anchor))
        broken.push(`${file}: ${target} (no such heading)`);
    }
  assert.deepEqual(broken, []);
  assert.ok(followed >= 4, `only ${followed} links were followed`);
});

test('the documents that people look for are there', () => {
  for (const file of [
    'README.md',
    'LICENSE',
    'SECURITY.md',
    'CONTRIBUTING.md',
    'CODE_OF_CONDUCT.md',
    'publiccode.yml',
  ])
    assert.ok(existsSync(join(root, file)), `${file} is missing`);
});

/** Words of https://yml.publiccode.tools, 0.4: those of its lists that we use. */
const categories = [
  'business-process-management',
  'compliance-management',
  'digital-citizenship',
  'workflow-management',
] as const;
const scopes = ['government', 'justice', 'local-authorities', 'security', 'society', 'welfare'] as const;
const description = z.object({
  shortDescription: z.string().min(1).max(150),
  longDescription: z.string().min(150).max(10_000),
  features: z.array(z.string().min(1)).min(1),
});
const publicCode = z.strictObject({
  publiccodeYmlVersion: z.literal('0.4'),
  name: z.string().min(1),
  url: z.url(),
  softwareVersion: z.string(),
  releaseDate: z.iso.date(),
  platforms: z.array(z.enum(['web', 'windows', 'mac', 'linux', 'ios', 'android'])).min(1),
  categories: z.array(z.enum(categories)).min(1),
  developmentStatus: z.enum(['concept', 'development', 'beta', 'stable', 'obsolete']),
  softwareType: z.literal('standalone/web'),
  intendedAudience: z.strictObject({ scope: z.array(z.enum(scopes)) }),
  description: z.record(z.string(), description),
  legal: z.strictObject({ license: z.literal('MIT'), mainCopyrightOwner: z.string() }),
  maintenance: z.strictObject({
    type: z.literal('community'),
    contacts: z.array(z.object({ name: z.string() })).min(1),
  }),
  localisation: z.strictObject({
    localisationReady: z.boolean(),
    availableLanguages: z.array(z.string()).min(1),
  }),
  dependsOn: z.strictObject({ open: z.array(z.strictObject({ name: z.string(), versionMin: z.string() })) }),
});

test('publiccode.yml is valid and speaks of this version', () => {
  const said = publicCode.parse(parse(read('publiccode.yml')));
  const { version, license } = z
    .object({ version: z.string(), license: z.string() })
    .parse(JSON.parse(read('package.json')));
  assert.deepEqual([said.softwareVersion, said.legal.license], [version, license]);
});
