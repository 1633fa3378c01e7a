import type { z } from 'zod';
import type { Answers } from '../forms/definition.ts';
import type { Result } from '../pure/result.ts';
import type { FieldError } from '../pure/result.ts';
import type { Page } from '../views/page.ts';
import type { Work } from '../work.ts';
import type { RecordFacts } from '../access/record.ts';

/** What a handler receives: parsed path parameters and query, and the record that the path's `reference` named. */
export interface Asked<P = unknown, Q = unknown> {
  readonly params: P;
  readonly query: Q;
  /** Present on routes whose action is on a record: found through the viewer's grants, permitted by policy. */
  readonly record: RecordFacts;
}

type Schema = z.ZodType;

/** A page: loads a view model and shows it. */
export interface PageRoute<Action extends string, View = never> {
  readonly method: 'GET';
  readonly path: string;
  readonly access: Action;
  readonly params?: Schema;
  readonly query?: Schema;
  readonly page: Page<View>;
  readonly load: (work: Work, asked: Asked<any, any>) => Promise<Result<View>>;
}

/** A form that was sent: parses, runs a command, and redirects. On `invalid` it shows `again` with what was typed. */
export interface FormRoute<Action extends string, Value = unknown> {
  readonly method: 'POST';
  readonly path: string;
  readonly access: Action;
  /** The ledger entries that it may add, or `null` where it changes no record. Checked by a test against what it did. */
  readonly entry: string | readonly string[] | null;
  readonly params?: Schema;
  readonly form: Schema;
  readonly handle: (work: Work, asked: Asked<any, any>, input: any) => Promise<Result<Value>>;
  readonly next: (value: Value, asked: Asked<any, any>) => string;
  readonly again?: Again;
}
export interface Again<View = any> {
  readonly page: Page<View>;
  readonly load: (work: Work, asked: Asked<any, any>, typed: Readonly<Record<string, unknown>>, errors: readonly FieldError[]) => Promise<Result<View>>;
}

/** An operation of the API: JSON in, JSON out, problem documents for refusals. */
export interface ApiRoute<Action extends string> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly access: Action;
  readonly entry?: string | readonly string[] | null;
  readonly summary: string;
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  /** A body that is accepted when posted; the tests post it. */
  readonly example?: unknown;
  readonly response: Schema;
  readonly status?: 200 | 201;
  readonly handle: (work: Work, asked: Asked<any, any>, body: any) => Promise<Result<unknown>>;
}

export type Route<Action extends string = string> = PageRoute<Action, any> | FormRoute<Action, any> | ApiRoute<Action>;
export type { Answers };
