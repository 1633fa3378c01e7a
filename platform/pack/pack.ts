import type { DataClass, Purpose } from '../pure/classes.ts';
import type { Json, JsonObject } from '../pure/json.ts';
import type { PlainDate } from '../pure/time.ts';
import type { ConsentTerms } from './consent-terms.ts';
import type { Information } from './information.ts';
import type { areaRules } from './core-rules.ts';
import type { Condition, FormDefinition } from '../forms/definition.ts';
import type { IdentifyingTerms } from './schema-identifying.ts';
import type { GlassTerms } from './schema-glass.ts';
import type { OfficialForm } from './schema-official.ts';
import type { RetentionRule } from './schema-retention.ts';
import type { ByLanguage, Language } from '../text/language.ts';

/** A jurisdiction as data, checked and loaded. `platform/pack/schema.ts` checks the files; the core reads only this. */
export interface Pack {
  readonly code: string; // 'uk'
  readonly version: string; // pinned on each case
  readonly timeZone: string; // 'Europe/London'
  readonly referencePrefix: string; // 'NRM'
  /** Of the records in which an organisation's people come and go: 'ORG'. */
  readonly organisationPrefix: string;
  /** What one does only within so many minutes of having proved who one is. */
  readonly proofAgain: { readonly minutes: number; readonly actions: readonly string[] };
  /** Domains of mail by which no organisation is known. */
  readonly nobodysDomains: readonly string[];
  /** Of notices under a duty to notify, which are no referrals: 'DTN'. */
  readonly noticePrefix?: string;
  /** The country whose phone numbers are written without a country code: 'GB'. Absent: every number needs one. */
  readonly phoneCountry?: string;
  /** How numbers of the country's own plan look, as a pattern over their digits, where no library knows it. */
  readonly ownNumbers?: string;
  /** An innocent site of the country, where "Exit this page" leads. */
  readonly exitSite: string;
  readonly languages: readonly Language[];
  readonly nations: readonly Nation[];
  /** Kinds of organisations that may refer; without `nations` in each of them. */
  readonly firstResponders?: readonly FirstResponder[];
  readonly roles: readonly PackRole[];
  /** What other systems may be let in for; without any, none is. */
  readonly systems?: readonly SystemPurpose[];
  readonly authorities: readonly Authority[];
  readonly grants: readonly GrantRule[];
  readonly consent: ConsentTerms;
  readonly protection: readonly ProtectionTask[];
  /** How long what is kept of people is kept. */
  readonly retention: readonly RetentionRule[];
  /** Opening what one holds no grant for, because somebody is in danger. */
  readonly glass: GlassTerms;
  readonly rules: readonly DatedRule[];
  readonly sources: Readonly<Record<string, string>>; // where a fact was read, by the code that rules cite
  readonly calendars: Readonly<Record<string, Calendar>>; // by calendar code
  readonly lists: Readonly<Record<string, CodeList>>; // nationalities, countries, local-authorities, …
  readonly signs: SignLibrary;
  readonly definition: LegalDefinition;
  readonly forms: Readonly<Record<string, FormDefinition>>;
  /** The country's own form, where there is one: what each of its fields is in ours. */
  readonly officialForm?: OfficialForm;
  /** What in a text looks as if it told who or where somebody is. */
  readonly identifying?: IdentifyingTerms;
  readonly messages: ByLanguage<Readonly<Record<string, string>>>;
  /** What the person themselves may read, in many languages. */
  readonly information?: Information;
  readonly cedar: string; // the pack's permits
  readonly scenarios: readonly Scenario[];
}

export interface Nation {
  readonly code: string; // ENG
  readonly calendar: string; // england-and-wales
  readonly emergency: string; // 999
  /** Whom to call tonight; labels are messages `nation.<code>.contact.<id>`. Without `for`: for everybody. */
  readonly contacts: readonly {
    readonly id: string;
    readonly phone: string;
    readonly hours?: string; // '24h'
    readonly for?: 'adult' | 'child';
    /** Where the number was read, and when. */
    readonly source?: string;
    readonly asOf?: string;
  }[];
}

export interface FirstResponder {
  readonly code: string;
  readonly nations?: readonly string[];
  /** As precise as the source gives them, both inclusive. */
  readonly from?: string;
  readonly until?: string;
  readonly source: string;
}

export interface PackRole {
  readonly code: string; // responder, caseworker, manager, data-protection-officer, border-officer
  readonly purpose: Purpose;
  /** Whether a roster may put people of this role on duty: only those on duty open what is sealed. */
  readonly onDuty?: boolean;
}

/** What another system is for: in which role it acts for a team, and the most that it may be let do there (actions of the API). */
export interface SystemPurpose {
  readonly code: string; // words: `system.<code>`
  readonly role: string;
  readonly scopes: readonly string[];
  /** As precise as the source gives them, both inclusive. */
  readonly from?: string;
  readonly until?: string;
  readonly source: string;
}

/** Who decides. Chosen by the dated rule `authority.routing`. */
export interface Authority {
  readonly code: string; // sca, ieca
  readonly from: string;
  readonly until: string | null;
}

/** Who is given what when something happens; policy as data. */
export interface GrantRule {
  readonly on: string; // entry type, e.g. referral-submitted
  /** A party of the case in closed words: `referrer`, `authority`, `referrer-data-protection`, `authority-data-protection`; of a hand-over `handing`, `asked`, `handing-data-protection`; of an organisation `administrators`, `data-protection`. */
  readonly to: string;
  readonly classes: readonly DataClass[];
  readonly purpose: Purpose;
  readonly basis: string;
  readonly regime?: 'general' | 'law-enforcement';
  readonly source: string;
}

/**
 * Something that has to be done to protect a child, whatever becomes of the referral, where its step of the referral form
 * applies. `when` and `done` hang on answers of the class process, or on what is said in place of a code of a list. Words are messages `protection.<id>`.
 */
export interface ProtectionTask {
  readonly id: string;
  readonly step: string;
  readonly when?: Condition;
  /** Where it is due: the answer at `field`, a code of a list, looked up by a dated rule. */
  readonly area?: { readonly field: string; readonly rule: (typeof areaRules)[number] };
  readonly done: Condition;
  /** Days after sending. */
  readonly within: number;
  readonly source: readonly string[];
}

/** A legal or policy value with its life: `from` and `until` inclusive, imprecise dates keep their precision. */
export interface DatedRule {
  readonly id: string;
  readonly from: string | null; // '2023-01-30', '2023-07', '2021' or null (since ever)
  readonly until: string | null;
  readonly nations: readonly string[] | null; // null: everywhere
  readonly status: 'in-force' | 'enacted-not-commenced';
  readonly unit?: string;
  readonly value: Json; // shaped by the rule's id in core-rules.ts where the core reads it
  readonly source: readonly string[];
  readonly certainty: 'A' | 'B' | 'C'; // A primary text read, B secondary source, C unverified
  readonly note?: string;
  /** What else the source says of it; kept for people, not read by the core. */
  readonly details?: JsonObject;
  /**
   * How the pack reads an imprecise `from` or `until` on a day inside it, and why it may. Without this a day inside
   * an imprecise edge has no answer (`ruleOn` says `imprecise`): the core does not guess.
   */
  readonly edges?: Edges;
}
export interface Edges {
  readonly from?: 'first-day' | 'last-day';
  readonly until?: 'first-day' | 'last-day';
  readonly because: string;
}

export interface Calendar {
  readonly weekend: readonly number[]; // ISO week days, 6 and 7
  readonly holidays: ReadonlySet<string>; // '2026-12-25'
  readonly coversFrom: string;
  readonly coversUntil: string;
}

export interface CodeList {
  readonly codes: readonly ListCode[];
  readonly byCode: ReadonlyMap<string, ListCode>;
}
export interface ListCode {
  readonly code: string;
  readonly label: ByLanguage<string>; // shown, never stored
  readonly iso?: string;
  readonly nation?: string;
  readonly from?: string;
  readonly until?: string;
}

export interface SignLibrary {
  readonly settings: readonly { readonly code: string; readonly groups: readonly string[] }[]; // where staff meet people
  readonly groups: readonly {
    readonly code: string;
    readonly signs: readonly Sign[];
    readonly isContext: boolean;
    readonly childrenOnly: boolean;
  }[];
  readonly howKnown: readonly string[]; // observed, disclosed, third-party, document
}
export interface Sign {
  readonly code: string; // g01; words are messages `sign.g01`
  readonly kind: string;
  readonly basis: 'T' | 'S' | 'K';
}

/** The legal definition worked through in a decision (`victim.heads`). */
export interface LegalDefinition {
  readonly versions: readonly {
    readonly from: string | null;
    readonly until: string | null;
    readonly source: readonly string[];
    readonly note?: string;
    readonly heads: readonly {
      readonly code: string;
      readonly elements: readonly { readonly code: string; readonly adultsOnly: boolean }[];
    }[];
  }[];
}

/** A story that the pack tells about itself and the tests run. `expect` is checked by `platform/pack/scenarios.ts`. */
export interface Scenario {
  readonly name: string;
  readonly on: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly expect: Readonly<Record<string, unknown>>;
}

export type { PlainDate };
