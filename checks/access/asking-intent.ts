/** Who should be answered what of a request to refer, as people would say it. */
import type { Actor } from './cast.ts';
import type { Intended } from './intent.ts';
import type { Shown } from './marks.ts';
import type { Rule } from './rule.ts';

/** The team whose request it is sees all of it. For all others, those who refer among them, there is no such record. */
export const heldOfRequest = ({ relation }: Actor): readonly Shown[] =>
  relation === 'asking-team' ? ['process', 'identity', 'account', 'contact'] : [];

const answered = (answer: string, ...shows: readonly Shown[]): Intended => ({ answer, shows });
const ours =
  (intended: Intended): Rule =>
  actor =>
    heldOfRequest(actor).length > 0 ? intended : answered('404');

export const onRequests: Readonly<Record<string, Rule>> = {
  'GET /requests/:reference/check [asking]': ours(
    answered('200', 'process', 'identity', 'account', 'contact'),
  ),
  'GET /requests/:reference/steps/:step [asking]': ours(answered('200', 'process', 'identity')),
  // Nothing is urgent in these.
  'GET /requests/:reference/tonight': ours(answered('404')),
  'GET /requests/:reference/ask': ours(answered('200', 'process')),
  'POST /requests/:reference/steps/:step [asking]': ours(answered('303')),
  'POST /requests/:reference/steps/:step [not whole]': ours(answered('422', 'process')),
  'POST /requests/:reference/send [asking]': ours(answered('303')),
  'POST /requests/:reference/send [not whole]': ours(answered('422', 'process')),
  'POST /requests/:reference/keep [asking]': ours(answered('303')),
  'POST /requests/:reference/delete [asking]': ours(answered('303')),
};
