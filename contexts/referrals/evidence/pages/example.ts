/** Files for the examples of the pages: nobody's. */
import type { Words } from '../../../../platform/views/page.ts';
import type { Listed } from '../queries.ts';
import type { Here } from './views.ts';

const about = {
  name: 'IMG_0001.jpg',
  description: 'The caravan behind the barn, 3 March',
  exhibit: 'ABC/1',
  source: 'Taken by the responder',
  handling: 'ordinary',
} as const;

const file = {
  fileId: '00000000-0000-7000-8000-000000000001',
  dataClass: 'account',
  kind: 'jpeg',
  size: 2_400_000,
  sha256: '0f'.repeat(32),
  scan: 'not-scanned',
  copy: 'made',
} as const;

export const exampleFile = (more: Partial<Listed['file']>, said: Partial<Listed['about']> = {}): Listed => ({
  fileId: file.fileId,
  dataClass: 'account',
  about: { ...about, ...said },
  added: {
    personId: '00000000-0000-4000-8000-000000000002',
    at: '2026-03-03T10:20:00Z',
    by: { name: 'Sam Example', role: 'responder', organisation: 'Police of nowhere', team: 'Response' },
  },
  file: { ...file, ...more },
});

export const exampleEvidence: readonly [Listed, Listed] = [
  exampleFile({}),
  exampleFile(
    { kind: 'pdf', size: 900, scan: 'clean', copy: 'none' },
    { name: 'letter.pdf', description: '', exhibit: '', source: '', handling: 'ask-first' },
  ),
];

export const exampleHere = (words: Words): Here => ({
  words,
  language: words('form.language') === 'cy' ? 'cy' : 'en',
  timeZone: 'UTC',
  tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
});
