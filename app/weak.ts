/** Words that stand in examples, in guides, and in what people type when they mean to come back later. */
export const looksLikeAnExample = (text: string): boolean =>
  /secret|password|passwort|change.?me|example|default|opennrm|12345|abcdef|qwerty|correct.?horse|letmein|s3cr3t|p[a@]ssw|test|todo|xxxx/i.test(
    text,
  );

/** Of random text the same few characters come again and again only by intent. */
export const bitsOf = (text: string): number => {
  const characters = [...text];
  const counts = Map.groupBy(characters, each => each);
  return [...counts.values()].reduce(
    (bits, { length }) => bits - length * Math.log2(length / characters.length),
    0,
  );
};
