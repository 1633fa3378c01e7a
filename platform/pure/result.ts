/** An expected outcome: a value, or a refusal with a code. A thrown error is a bug (house style, Errors). */
export type Result<T, E = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** Why something was refused. `field` is a path such as `person.birthDate`; nothing here holds what was typed. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly fields?: readonly FieldError[];
  /** Under the record's own address: what has to be answered before. */
  readonly at?: string;
}

export interface FieldError {
  readonly field: string;
  /** A message id, for example `error.missing` or `form.referral.age.ageStatus.missing`. */
  readonly message: string;
  readonly values?: Readonly<Record<string, string | number>>;
  /** For programs: what kind of fault, and where in a text, as they name it when they send it again. Never what stands there. */
  readonly kind?: string;
  readonly place?: string;
}

/** Every reason for which the core refuses. `platform/http/refusals.ts` maps each to a page, a problem and an exit status. */
export const refusalCodes = [
  'not-found',
  'not-permitted',
  'sign-in-needed',
  'proof-needed',
  'invalid',
  'changed-since',
  'key-reused',
  'consent-missing',
  'too-early',
  'not-a-draft',
  'not-in-this-stage',
  'reader-must-be-another',
  'reasons-missing',
  'too-many-requests',
  'form-expired',
  'too-large',
  'key-missing',
  'key-unfit',
  'not-understood',
  'unavailable',
  'not-in-the-pack',
  'keys-unreachable',
  'cannot-be-opened',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });
/** Something else of the same record has to be answered first: `at` says where, under its address. */
export const refuseUntil = (at: string) => err<Refusal>({ code: 'too-early', at });
export const refuse = (code: RefusalCode, fields?: readonly FieldError[]) =>
  err<Refusal>(fields ? { code, fields } : { code });
