import type { Words } from '../../../../platform/views/page.ts';

/** The words of a country that does not exist, for what is a pack's to say. */
export const exampleWords =
  (words: Words): Words =>
  (id, values) =>
    id === 'system.own-records' ? 'The organisation’s own records' : words(id, values);
