import { zone } from '../text/zone.ts';

export const here = zone;
