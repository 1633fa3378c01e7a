export { add, end, list, renew } from './commands.ts';
export { kinds, readAddress, readKinds } from './rules.ts';
export { keyOf, shownKey } from './sign.ts';
