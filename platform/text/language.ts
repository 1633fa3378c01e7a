export const languages = ['en', 'cy'] as const;
export type Language = (typeof languages)[number];
