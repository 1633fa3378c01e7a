export const zone = 'Europe/London';
