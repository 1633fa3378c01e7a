import type { z } from 'zod';
import type { ActionTable } from '../access/actions.ts';
import type { Permit } from '../access/permit.ts';
import type { DocumentParts } from '../documents/definition.ts';
import type { Pack } from '../pack/pack.ts';
import type { Content, Received } from '../files/receive.ts';
import type { JsonObject } from '../pure/json.ts';
import type { FieldError, Result } from '../pure/result.ts';
import type { Page, Words } from '../views/page.ts';
import type { Late } from '../views/pages/late.page.ts';
import type { Work } from '../work.ts';

/** What a handler receives besides `work`: proof of permission, the parsed path and query, and the words of the language. */
export interface Asked<A extends string, P = unknown, Q = unknown> {
  readonly permit: Permit<A>;
  readonly params: P;
  readonly query: Q;
  readonly words: Words;
  /** Whether policy lets the viewer do something else here: to show a link, never in place of a route's own check. */
  readonly may: (action: string) => boolean;
  /** A fresh key for a form on the page, and the token that proves that the form came from us. */
  readonly tokens: FormTokens;
}

export interface FormTokens {
  readonly csrf: string;
  readonly key: string;
}

/** What was sent by a browser, field by field, before any parsing. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

/**
 * A form of which only a part could be kept. Unlike a refusal it commits what was kept, and what it came to is remembered
 * under its key; the page is shown `again` with what to put right.
 */
export class Unfinished {
  readonly errors: readonly FieldError[];
  /** What a program is answered with (207): what was kept, and why the rest was not. */
  readonly answer: unknown;
  constructor(errors: readonly FieldError[], answer?: unknown) {
    this.errors = errors;
    this.answer = answer;
  }
}

/** For `says`, where there is one thing to say. */
export const saying = (message: string) => ({ messages: [message], which: () => message });

interface Common<A extends string, P extends z.ZodType, Q extends z.ZodType> {
  readonly path: string;
  /** The one action that this route is; a route without one does not compile. */
  readonly access: A;
  readonly params?: P;
  readonly query?: Q;
}

/** A page: loads a view model and shows it. A path with `:reference` is about that record. */
export interface PageRoute<A extends string, P extends z.ZodType, Q extends z.ZodType, View>
  extends Common<A, P, Q> {
  readonly page: Page<View>;
  readonly load: (work: Work, asked: Asked<A, z.output<P>, z.output<Q>>) => Promise<Result<View>>;
}

/** A form that was sent: parses, runs a command, and redirects. On `invalid` it shows `again` with what was typed. */
export interface FormRoute<
  A extends string,
  P extends z.ZodType,
  Q extends z.ZodType,
  F extends z.ZodType,
  Value,
  View,
> extends Common<A, P, Q> {
  /** The entry types that it may add to the ledger; `null` where it changes no record. A test compares them with what it did. */
  readonly entry: string | readonly string[] | null;
  readonly form: F;
  readonly handle: (
    work: Work,
    asked: Asked<A, z.output<P>, z.output<Q>>,
    input: z.output<F>,
  ) => Promise<Result<Value | Unfinished>>;
  /** Inputs that do not wait, with the others, for whoever must sign in again: what is to be sealed is typed once more. */
  readonly neverKept?: (asked: { readonly params: z.output<P>; readonly pack: Pack }) => readonly string[];
  /** Where to go once it is done. */
  readonly next?: (value: Value, asked: { readonly params: z.output<P> }) => string;
  /** What the next page says once, at its top: which of these messages. They tell that it was done, and nothing of a record. */
  readonly says?: {
    readonly messages: readonly string[];
    readonly which: (value: Value) => string | undefined;
  };
  /** For scripts of our own pages, which stay where they are: what came of it, in place of `next`. Undefined leads on. */
  readonly tells?: (value: Value) => JsonObject | undefined;
  /** Instead of `next`: a question that changes nothing is answered at once, so that what was asked stands in no address. */
  readonly shows?: Page<Value>;
  /** With `shows`: what was asked is answered once, and not again when the browser sends the same form again. */
  readonly once?: boolean;
  readonly again?: {
    readonly page: Page<View>;
    readonly load: (
      work: Work,
      asked: Asked<A, z.output<P>, z.output<Q>>,
      typed: Typed,
      errors: readonly FieldError[],
    ) => Promise<Result<View>>;
  };
  /** Where the record has gone on without what was typed: what is told of it, and shown to be copied. It is kept nowhere. */
  readonly late?: {
    /** The action that the viewer needs to be told. */
    readonly access: string;
    readonly load: (
      work: Work,
      asked: Asked<string, z.output<P>, z.output<Q>>,
      typed: Typed,
    ) => Promise<Result<Late>>;
  };
}

/** An operation of the API: JSON in, JSON out, problem documents for refusals. */
export interface ApiRoute<
  A extends string,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
> extends Common<A, P, Q> {
  readonly method: 'GET' | 'POST';
  readonly summary: string;
  readonly entry: string | readonly string[] | null;
  readonly body?: B;
  /** A body that is accepted when posted; the tests post it. */
  readonly example?: unknown;
  /** Answers are built by this schema: what it does not name is not sent. */
  readonly response: R;
  readonly handle: (
    work: Work,
    asked: Asked<A, z.output<P>, z.output<Q>>,
    body: z.output<B>,
  ) => Promise<Result<z.input<R>>>;
}

/** Something to take along: asked for by a link of a page or, beneath `/api/`, with a token. It is made anew each time. */
export interface FileRoute<A extends string, P extends z.ZodType, Q extends z.ZodType>
  extends Common<A, P, Q> {
  /** For the description of the API. */
  readonly summary: string;
  readonly type: FileType;
  readonly load: (
    work: Work,
    asked: Asked<A, z.output<P>, z.output<Q>>,
  ) => Promise<Result<{ readonly name: string; readonly holds: DocumentParts | string }>>;
}
export type FileType = 'application/pdf' | 'text/csv';
/** A file that came with a form: its content lies in the store, and is removed unless the handler keeps it. */
export interface SentFile extends Received {
  /** As the sender calls it; empty where it is not told. */
  readonly name: string;
  /** Its place among all files that were sent, the first being 1. */
  readonly number: number;
}

/** What came with an upload: the fields by the route's schema, the files that were taken, and why others were not. */
export interface SentFiles<F> {
  readonly fields: F;
  readonly files: readonly SentFile[];
  /** By `files.<number>`, the first being 1. Their names stay out: what a write came to is kept under its key. */
  readonly faults: readonly FieldError[];
}

/** A form with files, from a browser (`multipart/form-data`; the tokens come before the files) or by the API. */
export interface UploadRoute<A extends string, P extends z.ZodType, F extends z.ZodType, Value, View>
  extends Common<A, P, z.ZodType> {
  readonly via: 'browser' | 'api';
  readonly entry: string | readonly string[] | null;
  readonly form: F;
  readonly handle: (
    work: Work,
    asked: Asked<A, z.output<P>>,
    sent: SentFiles<z.output<F>>,
  ) => Promise<Result<Value | Unfinished>>;
  /** Of the browser: where to go, and the page to show again. */
  readonly next?: (asked: { readonly params: z.output<P> }) => string;
  readonly again?: {
    readonly page: Page<View>;
    readonly load: (
      work: Work,
      asked: Asked<A, z.output<P>>,
      typed: Typed,
      errors: readonly FieldError[],
      /** Names of the files that were kept though others were not. */
      added: readonly string[],
    ) => Promise<Result<View>>;
  };
  /** Of the API. */
  readonly summary?: string;
  readonly response?: z.ZodType;
}

/** What is given out of a file. The type that a browser is told is found in download.ts, from `kind` and `isCopy` alone. */
export interface Download {
  readonly content: Content;
  /** In bytes. */
  readonly size: number;
  readonly kind: string;
  /** Made anew by us, from pixels alone. */
  readonly isCopy: boolean;
  /** Without an extension: small letters, digits and hyphens. */
  readonly name: string;
}

/** Gives a file out, after what was noted of that is committed. By POST from a page of ours, where one must mean it. */
export interface DownloadRoute<A extends string, P extends z.ZodType> extends Common<A, P, z.ZodType> {
  readonly via: 'browser' | 'api';
  readonly method: 'GET' | 'POST';
  readonly summary?: string;
  readonly handle: (work: Work, asked: Asked<A, z.output<P>>) => Promise<Result<Download>>;
}

// oxlint-disable-next-line typescript/no-explicit-any -- what a route reads stands before and behind its functions, so neither unknown nor never holds every route
type Some = any;

export type AnyRoute =
  | ({ readonly kind: 'page' } & PageRoute<Some, Some, Some, Some>)
  | ({ readonly kind: 'form' } & FormRoute<Some, Some, Some, Some, Some, Some>)
  | ({ readonly kind: 'file' } & FileRoute<Some, Some, Some>)
  | ({ readonly kind: 'api' } & ApiRoute<Some, Some, Some, Some, Some>)
  | ({ readonly kind: 'upload' } & UploadRoute<Some, Some, Some, Some, Some>)
  | ({ readonly kind: 'download' } & DownloadRoute<Some, Some>);

export const methodOf = (route: AnyRoute): 'GET' | 'POST' =>
  'method' in route ? route.method : route.kind === 'page' || route.kind === 'file' ? 'GET' : 'POST';

type None = z.ZodType<unknown>;

/** Route builders that know a context's actions. */
export function routesFor<T extends ActionTable>(_actions: T) {
  type Action = Extract<keyof T, string>;
  return {
    page: <A extends Action, View, P extends z.ZodType = None, Q extends z.ZodType = None>(
      path: string,
      route: Omit<PageRoute<A, P, Q, View>, 'path'>,
    ): AnyRoute => ({ kind: 'page', path, ...route }),
    form: <
      A extends Action,
      F extends z.ZodType,
      Value,
      View = never,
      P extends z.ZodType = None,
      Q extends z.ZodType = None,
    >(
      path: string,
      route: Omit<FormRoute<A, P, Q, F, Value, View>, 'path'>,
    ): AnyRoute => ({ kind: 'form', path, ...route }),
    file: <A extends Action, P extends z.ZodType = None, Q extends z.ZodType = None>(
      path: string,
      route: Omit<FileRoute<A, P, Q>, 'path'>,
    ): AnyRoute => ({ kind: 'file', path, ...route }),
    api: <
      A extends Action,
      R extends z.ZodType,
      B extends z.ZodType = None,
      P extends z.ZodType = None,
      Q extends z.ZodType = None,
    >(
      method: 'GET' | 'POST',
      path: string,
      route: Omit<ApiRoute<A, P, Q, B, R>, 'path' | 'method'>,
    ): AnyRoute => ({ kind: 'api', method, path, ...route }),
    upload: <A extends Action, F extends z.ZodType, Value, View = never, P extends z.ZodType = None>(
      path: string,
      route: Omit<UploadRoute<A, P, F, Value, View>, 'path'>,
    ): AnyRoute => ({ kind: 'upload', path, ...route }),
    download: <A extends Action, P extends z.ZodType = None>(
      path: string,
      route: Omit<DownloadRoute<A, P>, 'path'>,
    ): AnyRoute => ({ kind: 'download', path, ...route }),
  };
}
