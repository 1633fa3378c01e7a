import { z } from 'zod';
import { code, exactDate, nationCode, sources, words } from './schema-values.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of the file, 64 hexadecimal digits');
/** Files of recordings: a name that tells nothing, and a type that every browser plays. */
export const recordingName = /^[a-z0-9]+(?:-[a-z0-9]+)*\.(?:mp3|m4a|ogg|wav)$/;

const tag = z.string().refine(text => {
  try {
    return Intl.getCanonicalLocales(text)[0] === text;
  } catch {
    return false;
  }
}, 'must be a language tag such as "sq" or "zh-Hans"');

/** What everybody may read, in which languages, and why in these. */
export const informationFile = z
  .strictObject({
    original: code,
    pages: z.array(z.strictObject({ code, sections: z.array(code).min(1) })).min(1),
    languages: z
      .array(
        z.strictObject({
          code,
          tag,
          name: words,
          dir: z.enum(['ltr', 'rtl']),
          /** Codes of lists/languages.csv: who speaks one of these is offered this sheet. */
          spoken: z.array(code).default([]),
          because: words,
          source: sources,
        }),
      )
      .min(1),
  })
  .refine(file => file.languages.some(language => language.code === file.original), {
    path: ['original'],
    message: 'is not among the languages',
  });

/** Who looked a translation over, and when; without both it is marked as not reviewed. */
const review = z.strictObject({ by: words, on: exactDate });

/** Words of forms in one more language: whatever part of them there is. */
export const formWordsFile = z.strictObject({
  review: review.exactOptional(),
  words: z.record(z.string(), words),
});

const recording = z.strictObject({
  file: z.string().regex(recordingName, 'must be a name such as "a1.mp3", .m4a, .ogg or .wav'),
  sha256: digest,
  reader: words,
  /** What is said, where it is not the words of the section. */
  transcript: z.array(words).min(1).exactOptional(),
});

const section = z.strictObject({
  heading: words,
  text: z.array(words).min(1),
  points: z.array(words).min(1).exactOptional(),
  audio: recording.exactOptional(),
});

/** A sheet in one language. Text may hold `{emergency}` and rules by their ids, `{rg.target}`. */
export const sheetFile = z.strictObject({
  review: review.exactOptional(),
  words: z.strictObject({
    /** Of the browser's title and history: tells nothing. */
    title: words,
    skip: words,
    exit: words,
    exiting: words,
    exitEnded: words,
    exitTwice: words,
    exitOnce: words,
    notReviewed: words,
    listen: words,
    readBy: words,
    noRecording: words,
    transcript: words,
    otherLanguages: words,
    dayAndNight: words,
    danger: words,
  }),
  pages: z.record(code, words),
  nations: z.record(nationCode, words),
  contacts: z.record(code, words),
  sections: z.record(code, section),
});
