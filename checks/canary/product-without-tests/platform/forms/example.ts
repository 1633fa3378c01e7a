import { answers } from '../testing/answers.ts';

export const example = answers;
