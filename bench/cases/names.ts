/** Invented names in the proportions of real ones: a few are everywhere, most are rare. */
import type { Random } from '../../app/demonstration/draw.ts';

const starts = 'Ba Cel Da El Fa Gor Ha Il Ja Ko Li Mar Na Os Pe Qua Ro Sa Tu Ur Ve Wan Xan Yo Zo'.split(' ');
const middles = 'be du fi go ka lo mi nu ra so te vi'.split(' ');
const ends = ['', ...'l na r sh ta win x yo zek dor mund bry glen stel vor quist'.split(' ')];

function nameAt(rank: number): string {
  const end = ends[rank % ends.length] ?? '';
  const rest = Math.floor(rank / ends.length);
  const more = rest < starts.length ? '' : (middles[Math.floor(rest / starts.length) % middles.length] ?? '');
  const most =
    rest < starts.length * middles.length
      ? ''
      : (middles[Math.floor(rest / starts.length / middles.length) % middles.length] ?? '');
  return `${starts[rest % starts.length]}${more}${most}${end}`;
}

const givenNames = 400;
const familyNames = 20_000;

/** The squared share of chance makes the first given name one in twenty, and the first family name one in 140. */
export const drawGiven = (random: Random): string => nameAt(Math.floor(givenNames * random() ** 2) + 3_000);
export const drawFamily = (random: Random): string => nameAt(Math.floor(familyNames * random() ** 2));

export const commonGiven = nameAt(3_000);
/** Nobody else has it. */
export const rareFamily = 'Quillbrooke';
export const familyOfNobody = 'Nosuchlyname';
