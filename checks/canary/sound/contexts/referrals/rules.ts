import type { Pack } from '../../platform/pack/pack.ts';
import { parse } from '../../platform/pure/time.ts';
import type { Referral } from './model.ts';

// Words in comments and strings are no imports: import x from '../../app/config.ts'; new Date(); sql`select`
const pattern = /import '\.\.\/decisions\/store.ts'|`sql`/;
export const submit = (referral: Referral, { process }: { process: Pack }) =>
  pattern.test(referral.Date) ? parse(`sql${process.Date}`) : 'selectFrom';
