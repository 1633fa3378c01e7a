import { composed } from '../app/compose.ts';
import { findReferral } from '../contexts/referrals/queries.ts';

export const matrix = [composed, findReferral];
