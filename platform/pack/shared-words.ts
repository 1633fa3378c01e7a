/** Words of the core that any question may have, and that a pack may therefore give in further languages. */
export const sharedWords: readonly string[] = [
  ...['yes', 'no', 'not-known', 'prefers-not-to-say'].map(code => `form.option.${code}`),
  'form.day',
  'form.month',
  'form.year',
];
