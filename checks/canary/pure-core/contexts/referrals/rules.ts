import { deadline } from './deadline.ts';

export const submit = deadline;
