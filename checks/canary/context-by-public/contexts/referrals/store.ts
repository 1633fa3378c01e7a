export const findReferral = 1;
