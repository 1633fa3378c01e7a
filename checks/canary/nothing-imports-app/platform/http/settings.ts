export const settings = await import('../../app/config.ts');
