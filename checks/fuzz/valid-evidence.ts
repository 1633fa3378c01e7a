/** How to add files to a referral, and to ask for those that are there. */
import { words } from './valid-cases.ts';
import type { Recipe } from './valid.ts';

const aFile = (name: string): Recipe => ({
  fits: ({ files }) => files.length > 0,
  fill: ({ chance }, record) =>
    record && record.files.length > 0 ? { params: { [name]: chance.one(record.files) } } : undefined,
});

const someFiles: Recipe = {
  rank: ({ files }) => -files.length,
  fill: scene => ({
    fields: [['description', words(scene)]],
    files: [[`${words(scene)}.txt`, words(scene)]],
  }),
};

export const recipesOfEvidence: Readonly<Record<string, Recipe>> = Object.fromEntries(
  ['/referrals', '/api/v1/referrals'].flatMap(at => [
    [`POST ${at}/:reference/evidence`, someFiles] as const,
    ...['GET', 'POST'].flatMap(method =>
      ['', '/copy', '/original', '/withdraw'].map(
        rest => [`${method} ${at}/:reference/evidence/:file${rest}`, aFile('file')] as const,
      ),
    ),
  ]),
);
