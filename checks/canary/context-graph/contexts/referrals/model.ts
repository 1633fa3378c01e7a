export type Outcome = import('../decisions/public.ts').Decision;
