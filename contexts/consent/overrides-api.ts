/** Sharing without consent, for other systems: one asks, another decides, and what was shared at once is reviewed. */
import { z } from 'zod';
import { type AnyRoute, routesFor } from '../../platform/http/route.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import { actions } from './access.ts';
import { bodyOf, exampleSharing, onPermission } from './api-forms.ts';
import { ask, decide, review } from './commands.ts';
import { readAnswers } from './forms.ts';
import { formFor, formOf } from './loaders.ts';
import { overrideIn, verdictIn } from './read.ts';

const { api } = routesFor(actions);
const byReference = z.object({ reference: z.string() });
const byPermission = z.object({ reference: z.string(), permission: z.string() });
const done = z.object({ reference: z.string(), permission: z.string() });
const verdict = { agrees: 'agree', reasons: 'The threat is near, and she cannot be asked.' };

export const overridesApi = (pack: Pack): readonly AnyRoute[] => [
  api('POST', '/api/v1/referrals/:reference/overrides', {
    access: 'override:ask',
    summary: 'Ask to share without consent, on a legal ground; on an urgent one it may be decided at once',
    entry: ['override-asked', 'override-decided'],
    params: byReference,
    // Which team it is depends on who is there, so this example is for reading.
    body: bodyOf(pack, 'override').meta({ examples: [exampleIn(pack)] }),
    response: done,
    handle: async (work, { permit, words }, said) => {
      const asked = await formFor(work, words, permit.record, 'override');
      const read = readAnswers(asked, 'override', said, work.today);
      return onPermission(read.ok ? await ask(work, permit, overrideIn(read.value, asked.teams)) : read);
    },
  }),
  api('POST', '/api/v1/referrals/:reference/overrides/:permission/decision', {
    access: 'override:decide',
    summary: 'Decide, as another person than who asked, on sharing without consent',
    entry: 'override-decided',
    params: byPermission,
    body: bodyOf(pack, 'verdict'),
    example: verdict,
    response: done,
    handle: async (work, { permit, params, words }, said) => {
      const read = readAnswers(await formOf(work, words), 'verdict', said, work.today);
      return onPermission(
        read.ok ? await decide(work, permit, params.permission, verdictIn(read.value)) : read,
      );
    },
  }),
  api('POST', '/api/v1/referrals/:reference/overrides/:permission/review', {
    access: 'override:review',
    summary: 'Look again at what was shared without consent; what is not upheld ends at once',
    entry: 'override-reviewed',
    params: byPermission,
    body: bodyOf(pack, 'review'),
    example: verdict,
    response: done,
    handle: async (work, { permit, params, words }, said) => {
      const read = readAnswers(await formOf(work, words), 'review', said, work.today);
      return onPermission(
        read.ok ? await review(work, permit, params.permission, verdictIn(read.value)) : read,
      );
    },
  }),
];

const exampleIn = (pack: Pack) => ({
  ground: pack.consent.grounds.find(({ allows }) => allows.includes('share'))?.code,
  ...exampleSharing(pack),
  party: '019aab1c-0000-7000-8000-000000000002',
  classes: ['identity'],
  reasons: 'She said that she is followed home, and cannot be asked.',
});
