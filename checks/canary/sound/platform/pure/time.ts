import { Temporal } from 'temporal-polyfill';

export const parse = (text: string) => Temporal.PlainDate.from(text);
