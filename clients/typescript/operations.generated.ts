// Generated from the API’s description by checks/client/generate.ts; do not edit.
import type { Send } from './client.ts';

export type GetConsentsAnswer = {
  readonly tasks: readonly {
    /** By which it is answered */
    readonly task: string;
    readonly reference: string;
    /** `return-or-destroy` every copy of these classes; `ask-back` what you handed to somebody outside; anything else tells you that something ended */
    readonly kind: string;
    readonly classes: readonly string[];
    readonly since: string;
    /** Of these you did not say yet what was done */
    readonly open: readonly string[];
    /** By when you are asked to; null where nothing is asked */
    readonly dueOn: string | null;
    readonly overdue: boolean;
    /** What you still hold of it, on another ground */
    readonly still: readonly string[];
  }[];
};

export type PostConsentsTasksByTaskBody = {
  /** What was done? */
  readonly done: "returned" | "destroyed" | "kept";
  /** On which legal ground is it kept? Required where returned.done is kept. */
  readonly ground?: "court-order" | "criminal-proceedings" | "legal-claim";
  /** With which information? */
  readonly classes: readonly ("identity" | "account" | "contact" | "location" | "health" | "support" | "immigration")[];
};
export type PostConsentsTasksByTaskAnswer = {
  /** By which your data protection officer finds it */
  readonly answer: string;
  readonly reference: string;
  /** Of these you did not say yet what was done */
  readonly open: readonly string[];
};

export type GetHandOversByReferenceAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
  readonly state: "asked" | "accepted" | "declined" | "taken-back";
  /** Whether your team was asked, or asks */
  readonly side: "asked" | "handing";
  readonly to: string;
  readonly reason: string;
  /** Why it was declined; a code of the pack */
  readonly declined: string | null;
  readonly nation: string | null;
  readonly urgency: readonly string[];
  /** What the person agreed that your team sees; null where nothing is shown */
  readonly draft: {
    /** Send it with your answer: it says which state you looked at */
    readonly seen: string;
    readonly answers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  } | null;
};

export type PostHandOversAnswerBody = {
  readonly answer: "accept";
  readonly seen?: string;
} | {
  readonly answer: "decline";
  readonly reason: string;
};
export type PostHandOversAnswerAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
};

export type PostHandOversTakeBackBody = Readonly<Record<string, never>>;
export type PostHandOversTakeBackAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
};

export type PostNoticesBody = {
  readonly nation: "ENG" | "WAL" | "SCT" | "NIR";
  readonly answers: {
    /** May the notice say who the person is? */
    readonly identified: {
      /** Does the person agree to be identified in the notice? */
      readonly identified: "refused" | "given";
    };
    /** Is anything urgent? */
    readonly tonight?: {
      /** Is anything urgent? */
      readonly urgent?: readonly ("danger" | "missing" | "detained" | "removal" | "release" | "bed-tonight" | "none" | "not-known")[];
    };
    /** About the person. */
    readonly person: {
      /** If no given name can be given. Only where identified.identified is given. */
      readonly noName?: readonly ("not-known" | "prefers-not-to-say")[];
      /** Given name. Required where identified.identified is given and not (person.noName is not-known or prefers-not-to-say). */
      readonly givenName?: string;
      /** Family name. Only where identified.identified is given. */
      readonly familyName?: string;
      /** Other names. Only where identified.identified is given. */
      readonly otherNames?: string;
      /** What is their gender? */
      readonly gender: "female" | "male" | "other" | "prefers-not-to-say" | "not-known";
      /** What is their nationality? A code of the list "nationalities", or nationality-not-known, prefers-not-to-say. */
      readonly nationality: string;
    };
    /** How to reach the person safely. Only where identified.identified is given. */
    readonly contact?: {
      /** What is the safest way to reach them? */
      readonly how: "phone" | "text" | "email" | "no-safe-way" | "could-not-ask";
      /** Their phone number. Required where contact.how is phone or text. A phone number, international (+…) or as written in GB. */
      readonly phone?: string;
      /** Their email address. Required where contact.how is email. */
      readonly email?: string;
    };
    /** What kind of exploitation it was. */
    readonly episode: {
      /** What were they made to do, or what was done to them? */
      readonly types: readonly ("labour-unpaid" | "wages-taken" | "fraud" | "prostitution" | "child-sexual" | "held-and-assaulted" | "crime" | "organs" | "domestic" | "other" | "not-known" | "prefers-not-to-say")[];
      /** What was it? Required where episode.types is other. */
      readonly otherType?: string;
      /** Where did it happen? */
      readonly where: "uk" | "abroad" | "both" | "not-known" | "prefers-not-to-say";
      /** Which towns or countries? */
      readonly places?: string;
      /** Is it still going on? */
      readonly ongoing: "yes" | "no" | "not-known" | "prefers-not-to-say";
    };
    /** What happened. */
    readonly account?: {
      /** What do you know of the exploitation? */
      readonly statement?: string;
      /** Why do they not want to be referred, as far as they said? */
      readonly refusal?: string;
    };
  };
  /** Places of texts that look as if they told who or where the person is, at which somebody looked and found that they do not: each `place` of the errors, for example `account.statement.14.8`, in UTF-16 units */
  readonly confirmed?: readonly string[];
};
export type PostNoticesAnswer = {
  /** The reference by which everybody names this referral */
  readonly reference: string;
};

export type GetReferralsQuery = {
  readonly before?: string;
  readonly event?: string;
  readonly drafts?: "current" | "put-away";
};
export type GetReferralsAnswer = {
  readonly referrals: readonly {
    readonly reference: string;
    readonly stage: string;
    readonly openedAt: string;
    /** Of what is not sent yet; null of all else. What is put away loses nothing */
    readonly draft: {
      readonly savedAt: string;
      readonly is: "kept" | "warned" | "put-away";
      /** The day on which it is put away, or was; null where that is not near */
      readonly putAwayOn: string | null;
    } | null;
    /** How it is safe to reach the person: to be shown before anything else, the loudest first */
    readonly warnings: readonly {
      readonly code: string;
      readonly text: string;
    }[];
  }[];
  /** Give it as `before` for the next page; null on the last */
  readonly next: string | null;
};

export type PostReferralsBody = {
  /** Nation and age. */
  readonly age: {
    /** Where in the UK are you making this referral? */
    readonly nation: "ENG" | "WAL" | "SCT" | "NIR";
    /** Is the person under 18? */
    readonly ageStatus: "child" | "adult" | "not-known";
  };
  /** Is anything urgent? */
  readonly tonight?: {
    /** Is anything urgent? */
    readonly urgent?: readonly ("danger" | "missing" | "detained" | "removal" | "release" | "bed-tonight" | "none" | "not-known")[];
  };
  /** Consent to the referral. Only where age.ageStatus is adult. */
  readonly consent?: {
    /** Does the person agree to be referred? */
    readonly consent: "given" | "refused" | "without-capacity";
    /** I explained what the National Referral Mechanism is and the 2 decisions it makes. Required where consent.consent is given. */
    readonly explainedNrm?: true;
    /** I explained the support that they can be offered. Required where consent.consent is given. */
    readonly explainedSupport?: true;
    /** I explained what each outcome can mean for them. Required where consent.consent is given. */
    readonly explainedOutcomes?: true;
    /** I explained who will see their information and why. Required where consent.consent is given. */
    readonly explainedSharing?: true;
    /** How did they say that they agree? Only where consent.consent is given. */
    readonly way?: "spoken" | "by-telephone" | "spoken-through-interpreter" | "signed" | "in-writing" | "by-sign-language";
    /** Which language was it explained in? Only where consent.consent is given. */
    readonly language?: string;
    /** Who interpreted? Only where consent.consent is given. */
    readonly interpreter?: string;
    /** Who else was there? Only where consent.consent is given. */
    readonly witness?: string;
    /** Until when do they agree? Only where consent.consent is given. */
    readonly expiresOn?: string;
  };
  /** Why the person cannot decide this now. Only where consent.consent is without-capacity. */
  readonly capacity?: {
    /** Why can they not decide this, and what was done to help them decide? */
    readonly reasons: string;
    /** Who assessed it? */
    readonly assessedBy: string;
    /** Their role. */
    readonly assessorRole: string;
    /** Their organisation. */
    readonly assessorOrganisation: string;
    /** When was it assessed? */
    readonly assessedOn: string;
  };
  /** Who decided for the person. Only where consent.consent is without-capacity. */
  readonly bestInterests?: {
    /** How was it decided? Required where age.nation is ENG or WAL. */
    readonly how?: "best-interests" | "attorney-or-deputy" | "court";
    /** How was it decided? Required where age.nation is SCT. */
    readonly howInScotland?: "benefit" | "welfare-guardian" | "court";
    /** How was it decided? Required where age.nation is NIR. */
    readonly howInNorthernIreland?: "best-interests" | "court";
    /** Who made the decision? */
    readonly decidedBy: string;
    /** When was it made? */
    readonly decidedOn: string;
    /** What did the person want, say or show? */
    readonly wishes: string;
    /** Why is the referral right for them? */
    readonly reasons: string;
  };
  /** Keeping the child safe. Only where age.ageStatus is child or not-known. */
  readonly child?: {
    /** Which local authority have you told? A code of the list "local-authorities", or other-body, not-yet, not-known. */
    readonly authorityTold: string;
    /** Who did you speak to there? */
    readonly spokenTo?: string;
    /** Its phone number. A phone number, international (+…) or as written in GB. */
    readonly phone?: string;
    /** Its email address. */
    readonly email?: string;
    /** When did you tell them? */
    readonly toldOn?: string;
  };
  /** About the person. */
  readonly person: {
    /** If no given name can be given. */
    readonly noName?: readonly ("not-known" | "prefers-not-to-say")[];
    /** Given name. Required where not (person.noName is not-known or prefers-not-to-say). */
    readonly givenName?: string;
    /** Family name. */
    readonly familyName?: string;
    /** Other names. */
    readonly otherNames?: string;
    /** Date of birth. */
    readonly birthDate?: string;
    /** What is their gender? */
    readonly gender: "female" | "male" | "other" | "prefers-not-to-say" | "not-known";
    /** What is their nationality? A code of the list "nationalities", or nationality-not-known, prefers-not-to-say. */
    readonly nationality: string;
    /** What language do they speak best? A code of the list "languages", or language-not-known, prefers-not-to-say. */
    readonly language?: string;
    /** Do they need an interpreter? */
    readonly interpreter: "yes" | "no" | "not-known" | "prefers-not-to-say";
  };
  /** What kind of exploitation it was. */
  readonly episodes: {
    /** What kind of exploitation it was. */
    readonly list: readonly {
      /** Your own name for this one, unlike that of any other in the list. It stays with it. */
      readonly id: string;
      readonly types: readonly ("labour-unpaid" | "wages-taken" | "fraud" | "prostitution" | "child-sexual" | "held-and-assaulted" | "crime" | "organs" | "domestic" | "other" | "not-known" | "prefers-not-to-say")[];
      readonly otherType?: string;
      readonly where: "uk" | "abroad" | "both" | "not-known" | "prefers-not-to-say";
      readonly places?: string;
      readonly started?: string;
      readonly ongoing: "yes" | "no" | "not-known" | "prefers-not-to-say";
      readonly ended?: string;
      readonly towns?: readonly string[];
      readonly countries?: readonly string[];
      readonly underAge?: "yes" | "no" | "not-known" | "prefers-not-to-say";
      readonly recruited?: readonly ("job-offer" | "relationship" | "family" | "online" | "journey-debt" | "abducted" | "other" | "not-known" | "prefers-not-to-say")[];
      readonly means?: readonly ("threats" | "force" | "deception" | "abuse-of-power" | "payment" | "other" | "not-known" | "prefers-not-to-say")[];
      readonly control?: readonly ("debt" | "documents" | "locked-in" | "wages-kept" | "family-threatened" | "drugs" | "images" | "belief" | "status" | "other" | "not-known" | "prefers-not-to-say")[];
      readonly exploiters?: string;
      readonly began?: string;
      readonly manner?: "verbatim" | "summarised" | "interpreted";
      /** A code of the list "languages". */
      readonly language?: string;
      readonly interpreter?: string;
    }[];
  };
  /** What happened. */
  readonly account: {
    /** What happened to the person? */
    readonly statement: string;
    /** How did you take this account? */
    readonly manner: "verbatim" | "summarised" | "interpreted";
    /** In which language did they speak? Only where account.manner is interpreted. A code of the list "languages". */
    readonly language?: string;
    /** Who interpreted? Only where account.manner is interpreted. */
    readonly interpreter?: string;
    /** What did you ask them? */
    readonly questions?: string;
  };
  /** Where the person is now. */
  readonly place: {
    /** Which town or area are they staying in? */
    readonly town?: string;
    /** What is the exact address? */
    readonly safeAddress?: string;
    /** Which county or region is that in? A code of the list "regions", or region-not-known, prefers-not-to-say. */
    readonly area: string;
    /** Do any of these apply to the person? */
    readonly circumstances: readonly ("offender-in-custody" | "deportation-under-way" | "immigration-detention" | "asylum-claim-inadmissible" | "none" | "not-known" | "prefers-not-to-say")[];
  };
  /** How to reach the person safely. */
  readonly contact: {
    /** What is the safest way to reach them? */
    readonly how: "phone" | "text" | "email" | "someone-else" | "no-safe-way" | "could-not-ask";
    /** Their phone number. Required where contact.how is phone or text. A phone number, international (+…) or as written in GB. */
    readonly phone?: string;
    /** Their email address. Required where contact.how is email. */
    readonly email?: string;
    /** Who is it, and how do we reach them? Required where contact.how is someone-else. */
    readonly someoneElse?: string;
    /** Is there anything we must know before making contact? */
    readonly note?: string;
    /** Whom do we turn to if this stops being safe? */
    readonly fallback?: "our-team" | "somebody" | "none-safe";
    /** Who is it? Required where contact.fallback is somebody. */
    readonly fallbackName?: string;
    /** How do we reach them? Required where contact.fallback is somebody. */
    readonly fallbackHow?: string;
    /** On which days is it safe? Only where contact.how is phone or text or email or someone-else. */
    readonly days?: readonly ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
    /** Safe from. Only where contact.how is phone or text or email or someone-else. */
    readonly from?: "00:00" | "01:00" | "02:00" | "03:00" | "04:00" | "05:00" | "06:00" | "07:00" | "08:00" | "09:00" | "10:00" | "11:00" | "12:00" | "13:00" | "14:00" | "15:00" | "16:00" | "17:00" | "18:00" | "19:00" | "20:00" | "21:00" | "22:00" | "23:00";
    /** Safe until. Only where contact.how is phone or text or email or someone-else. */
    readonly to?: "00:00" | "01:00" | "02:00" | "03:00" | "04:00" | "05:00" | "06:00" | "07:00" | "08:00" | "09:00" | "10:00" | "11:00" | "12:00" | "13:00" | "14:00" | "15:00" | "16:00" | "17:00" | "18:00" | "19:00" | "20:00" | "21:00" | "22:00" | "23:00";
    /** Is it safe to leave a voicemail? Only where contact.how is phone. */
    readonly voicemail?: "yes" | "no";
    /** Is it safe to send letters? Only where contact.how is phone or text or email or someone-else. */
    readonly letters?: "yes" | "no";
    /** Who else uses this phone, mail or address? */
    readonly sharedWith?: string;
    /** A word by which the person knows that it is you. */
    readonly codeWord?: string;
  };
  /** About you. */
  readonly responder: {
    /** Your name. */
    readonly name: string;
    /** Your role. */
    readonly role: string;
    /** Your work phone number. A phone number, international (+…) or as written in GB. */
    readonly phone: string;
    /** Email address of a colleague or team. */
    readonly alternativeEmail: string;
  };
  /** Independent guardian for the child. Only where age.ageStatus is child or not-known. */
  readonly guardian?: {
    /** Have you told the guardian service? */
    readonly told?: "yes" | "no-not-covered" | "not-yet" | "not-known";
    /** When did you tell them? Only where guardian.told is yes. */
    readonly toldOn?: string;
    /** Who did you speak to there? Only where guardian.told is yes. */
    readonly spokenTo?: string;
    /** Their reference, if they gave one. Only where guardian.told is yes. */
    readonly reference?: string;
    /** Why not? Only where guardian.told is no-not-covered or not-yet. */
    readonly whyNot?: string;
  };
  /** If the person’s age is disputed. Only where age.ageStatus is child or not-known. */
  readonly ageDispute?: {
    /** Where does it stand? */
    readonly status?: "not-disputed" | "disputed" | "assessment-asked" | "being-assessed" | "decided" | "not-known";
    /** How old do they say they are? Only where ageDispute.status is disputed or assessment-asked or being-assessed or decided. */
    readonly claimedAge?: number;
    /** Which date of birth do they give? Only where ageDispute.status is disputed or assessment-asked or being-assessed or decided. */
    readonly claimedBirthDate?: string;
    /** Who disputes it? Only where ageDispute.status is disputed or assessment-asked or being-assessed or decided. */
    readonly by?: readonly ("home-office" | "police" | "local-authority" | "another-organisation" | "not-known")[];
    /** Which date of birth do those who dispute it go by? Only where ageDispute.status is disputed or assessment-asked or being-assessed or decided. */
    readonly disputedBirthDate?: string;
    /** Who gives that date, and where is it from? Only where ageDispute.status is disputed or assessment-asked or being-assessed or decided. */
    readonly disputedFrom?: string;
    /** Why is it disputed? Only where ageDispute.status is disputed or assessment-asked or being-assessed or decided. */
    readonly reasons?: string;
    /** Which local authority assesses it? Only where ageDispute.status is assessment-asked or being-assessed or decided. A code of the list "local-authorities". */
    readonly assessor?: string;
    /** When was the assessment asked for? Only where ageDispute.status is assessment-asked or being-assessed or decided. */
    readonly askedOn?: string;
    /** What was decided? Only where ageDispute.status is decided. */
    readonly outcome?: "child" | "adult-challenged" | "adult" | "not-known";
    /** When was it decided? Only where ageDispute.status is decided. */
    readonly outcomeOn?: string;
  };
  /** Strategy discussion. Only where age.ageStatus is child or not-known. */
  readonly strategy?: {
    /** Has a strategy discussion been held? */
    readonly status?: "held" | "asked" | "not-asked" | "not-known";
    /** When was it asked for? Only where strategy.status is held or asked. */
    readonly askedOn?: string;
    /** When was it held? Only where strategy.status is held. */
    readonly heldOn?: string;
    /** Who took part? Only where strategy.status is held. */
    readonly with?: readonly ("local-authority" | "police" | "health" | "education" | "guardian" | "other")[];
    /** What was agreed? Only where strategy.status is held. */
    readonly outcome?: string;
    /** Why has it not been held? Only where strategy.status is asked or not-asked. */
    readonly whyNot?: string;
  };
  /** Adult safeguarding. Only where consent.consent is without-capacity. */
  readonly adultSafeguarding?: {
    /** Have you told adult safeguarding? */
    readonly told?: "yes" | "not-yet" | "not-needed" | "not-known";
    /** Which council or trust? Only where adultSafeguarding.told is yes. */
    readonly council?: string;
    /** When did you tell them? Only where adultSafeguarding.told is yes. */
    readonly toldOn?: string;
    /** Their reference, if they gave one. Only where adultSafeguarding.told is yes. */
    readonly reference?: string;
    /** Why not? Only where adultSafeguarding.told is not-yet or not-needed. */
    readonly whyNot?: string;
  };
  /** An independent advocate. Only where consent.consent is without-capacity. */
  readonly advocate?: {
    /** Was an independent advocate asked for? */
    readonly asked?: "yes" | "not-yet" | "not-needed" | "not-known";
    /** Who is it, and how are they reached? Only where advocate.asked is yes. */
    readonly who?: string;
    /** When were they asked for? Only where advocate.asked is yes. */
    readonly askedOn?: string;
    /** Why not? Only where advocate.asked is not-yet or not-needed. */
    readonly whyNot?: string;
  };
  /** How old the person may be. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly ageEstimate?: {
    /** About how old are they, in years? */
    readonly years?: number;
    /** How is that known? */
    readonly basis?: "document" | "told" | "appearance" | "others" | "not-known";
  };
  /** Where the person comes from. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly background?: {
    /** Other nationalities. */
    readonly nationalities?: readonly string[];
    /** Where were they born? */
    readonly birthplace?: string;
    /** In which country is that? A code of the list "countries", or not-known, prefers-not-to-say. */
    readonly birthCountry?: string;
    /** Family. */
    readonly family?: string;
    /** Schooling. */
    readonly education?: string;
    /** Work before the exploitation. */
    readonly work?: string;
  };
  /** Sex, ethnic group and health. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly identity?: {
    /** What is their sex? */
    readonly sex?: "female" | "male" | "not-known" | "prefers-not-to-say";
    /** What is their ethnic group? */
    readonly ethnicity?: "asian" | "black" | "mixed" | "white" | "other" | "not-known" | "prefers-not-to-say";
    /** Do they have a disability or a long illness? */
    readonly disability?: "yes" | "no" | "not-known" | "prefers-not-to-say";
    /** What is it, and what do they need? Only where identity.disability is yes. */
    readonly disabilityDetail?: string;
    /** Are they pregnant, or did they lately give birth? */
    readonly pregnant?: "yes" | "no" | "not-known" | "prefers-not-to-say";
    /** Is there anything that a doctor should see to soon? */
    readonly urgentHealth?: string;
  };
  /** Children of the person. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly children?: {
    /** Do they have children? */
    readonly has?: "yes" | "no" | "not-known" | "prefers-not-to-say";
    /** How many? Only where children.has is yes. */
    readonly howMany?: number;
    /** Where are they? Only where children.has is yes. */
    readonly where?: readonly ("with-them" | "elsewhere-uk" | "abroad" | "with-exploiters" | "not-known" | "prefers-not-to-say")[];
    /** Are the children safe now? Only where children.has is yes. */
    readonly safe?: "yes" | "no" | "not-known" | "prefers-not-to-say";
  };
  /** Keeping the person’s children safe. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity) and children.has is yes. */
  readonly childrenSafety?: {
    /** Is any of the children in danger, or may be? */
    readonly danger?: "yes" | "no" | "not-known";
    /** Have you told children’s services? */
    readonly told?: "yes" | "not-yet" | "not-needed" | "not-known";
    /** Which local authority? Only where childrenSafety.told is yes. A code of the list "local-authorities". */
    readonly council?: string;
    /** When did you tell them? Only where childrenSafety.told is yes. */
    readonly toldOn?: string;
    /** Their reference, if they gave one. Only where childrenSafety.told is yes. */
    readonly reference?: string;
    /** Why not? Only where childrenSafety.told is not-yet or not-needed. */
    readonly whyNot?: string;
  };
  /** Help with communication. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly communication?: {
    /** Do they need help besides an interpreter? */
    readonly needed?: "yes" | "no" | "not-known" | "prefers-not-to-say";
    /** What helps? Only where communication.needed is yes. */
    readonly aids?: readonly ("sign-language" | "lip-speaker" | "easy-read" | "large-print" | "reading-aloud" | "intermediary" | "other" | "not-known" | "prefers-not-to-say")[];
    /** What else helps? Only where communication.needed is yes. */
    readonly otherAid?: string;
  };
  /** Numbers that others know the person by. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly references?: {
    /** Numbers that others know the person by. */
    readonly list?: readonly {
      /** Your own name for this one, unlike that of any other in the list. It stays with it. */
      readonly id: string;
      readonly kind?: "home-office" | "asylum" | "visa" | "police" | "prison" | "health" | "social-care" | "earlier-referral" | "other" | "not-known" | "prefers-not-to-say";
      readonly number?: string;
    }[];
  };
  /** Being moved. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly journey?: {
    /** Did those who exploited them move them? */
    readonly moved?: "yes" | "no" | "not-known" | "prefers-not-to-say";
    /** Through which countries? Only where journey.moved is yes. */
    readonly countries?: readonly string[];
    /** How did the journey go? Only where journey.moved is yes. */
    readonly told?: string;
    /** How did you take this down? */
    readonly manner?: "verbatim" | "summarised" | "interpreted";
    /** In which language did they speak? Only where journey.manner is interpreted. A code of the list "languages". */
    readonly language?: string;
    /** Who interpreted? Only where journey.manner is interpreted. */
    readonly interpreter?: string;
    /** What did you ask them? */
    readonly questions?: string;
  };
  /** How they were treated. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly treatment?: {
    /** What did they have to do, and for how long each day? */
    readonly tasks?: string;
    /** How did they live there? */
    readonly living?: string;
    /** How did the people there treat them? */
    readonly treated?: string;
    /** How did you take this down? */
    readonly manner?: "verbatim" | "summarised" | "interpreted";
    /** In which language did they speak? Only where treatment.manner is interpreted. A code of the list "languages". */
    readonly language?: string;
    /** Who interpreted? Only where treatment.manner is interpreted. */
    readonly interpreter?: string;
    /** What did you ask them? */
    readonly questions?: string;
  };
  /** Where they stand now. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly situation?: {
    /** Are they still being exploited? */
    readonly still?: "yes" | "no" | "not-known" | "prefers-not-to-say";
    /** What keeps them there? Only where situation.still is yes. */
    readonly held?: string;
    /** How and why did they get away? Only where situation.still is no. */
    readonly left?: string;
    /** How did you take this down? */
    readonly manner?: "verbatim" | "summarised" | "interpreted";
    /** In which language did they speak? Only where situation.manner is interpreted. A code of the list "languages". */
    readonly language?: string;
    /** Who interpreted? Only where situation.manner is interpreted. */
    readonly interpreter?: string;
    /** What did you ask them? */
    readonly questions?: string;
  };
  /** Last contact with the exploiters. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly lastContact?: {
    /** When was the last contact? */
    readonly when?: "week" | "month" | "three-months" | "six-months" | "year" | "longer" | "not-known" | "prefers-not-to-say";
    /** What happened? */
    readonly told?: string;
    /** How did you take this down? */
    readonly manner?: "verbatim" | "summarised" | "interpreted";
    /** In which language did they speak? Only where lastContact.manner is interpreted. A code of the list "languages". */
    readonly language?: string;
    /** Who interpreted? Only where lastContact.manner is interpreted. */
    readonly interpreter?: string;
    /** What did you ask them? */
    readonly questions?: string;
  };
  /** Earlier reports. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly earlier?: {
    /** Have they told anybody in authority before? */
    readonly reported?: "yes" | "no" | "not-known" | "prefers-not-to-say";
    /** Whom did they tell, and when? Only where earlier.reported is yes. */
    readonly details?: string;
    /** What kept them from telling anybody sooner? Only where earlier.reported is no. */
    readonly whyNow?: string;
    /** How did you take this down? */
    readonly manner?: "verbatim" | "summarised" | "interpreted";
    /** In which language did they speak? Only where earlier.manner is interpreted. A code of the list "languages". */
    readonly language?: string;
    /** Who interpreted? Only where earlier.manner is interpreted. */
    readonly interpreter?: string;
    /** What did you ask them? */
    readonly questions?: string;
  };
  /** Reading it back. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly readBack?: {
    /** Was it read back to the person? */
    readonly outcome?: "corrected" | "confirmed" | "not-done" | "not-known";
    /** In which language? Only where readBack.outcome is corrected or confirmed. A code of the list "languages". */
    readonly language?: string;
    /** Who read it back? Only where readBack.outcome is corrected or confirmed. */
    readonly by?: string;
    /** Who interpreted, if anybody did? Only where readBack.outcome is corrected or confirmed. */
    readonly interpreter?: string;
    /** When? Only where readBack.outcome is corrected or confirmed. */
    readonly readOn?: string;
    /** Why could it not be done? Only where readBack.outcome is not-done. */
    readonly whyNot?: string;
  };
  /** What the person corrected. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity) and readBack.outcome is corrected. */
  readonly corrections?: {
    /** What the person corrected. */
    readonly list?: readonly {
      /** Your own name for this one, unlike that of any other in the list. It stays with it. */
      readonly id: string;
      readonly statement?: "account" | "journey" | "work" | "living" | "treatment" | "staying" | "leaving" | "last-contact" | "why-now" | "family" | "education" | "earlier-work" | "other" | "not-known";
      readonly words?: string;
    }[];
  };
  /** People who exploited them. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly exploiters?: {
    /** People who exploited them. */
    readonly list?: readonly {
      /** Your own name for this one, unlike that of any other in the list. It stays with it. */
      readonly id: string;
      readonly name?: string;
      readonly role?: readonly ("recruited" | "moved" | "controlled" | "paid" | "used" | "other" | "not-known" | "prefers-not-to-say")[];
      readonly relation?: "family" | "partner" | "employer" | "friend" | "stranger" | "other" | "not-known" | "prefers-not-to-say";
      readonly description?: string;
      /** A code of the list "nationalities", or not-known, prefers-not-to-say. */
      readonly nationality?: string;
      readonly where?: "uk" | "abroad" | "not-known" | "prefers-not-to-say";
      readonly whereabouts?: string;
    }[];
  };
  /** Addresses and places. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly places?: {
    /** Addresses and places. */
    readonly list?: readonly {
      /** Your own name for this one, unlike that of any other in the list. It stays with it. */
      readonly id: string;
      readonly kind?: readonly ("work" | "lived" | "exploiters" | "transit" | "other" | "not-known" | "prefers-not-to-say")[];
      readonly address?: string;
      /** A code of the list "towns", or not-known, prefers-not-to-say. */
      readonly town?: string;
      /** A code of the list "countries", or not-known, prefers-not-to-say. */
      readonly country?: string;
    }[];
  };
  /** Phone numbers, accounts and websites. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly phones?: {
    /** Phone numbers, accounts and websites. */
    readonly list?: readonly {
      /** Your own name for this one, unlike that of any other in the list. It stays with it. */
      readonly id: string;
      readonly kind?: "phone" | "social" | "website" | "email" | "bank" | "other" | "not-known" | "prefers-not-to-say";
      readonly handle?: string;
      readonly whose?: string;
    }[];
  };
  /** Vehicles. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly vehicles?: {
    /** Vehicles. */
    readonly list?: readonly {
      /** Your own name for this one, unlike that of any other in the list. It stays with it. */
      readonly id: string;
      readonly registration?: string;
      readonly description?: string;
      readonly use?: string;
    }[];
  };
  /** Other people who may be victims. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly others?: {
    /** Are there others? */
    readonly any?: "yes" | "no" | "not-known" | "prefers-not-to-say";
    /** Name of a police operation, if there is one. Only where others.any is yes. */
    readonly operation?: string;
    /** What makes you think so? Only where others.any is not-known. */
    readonly unsure?: string;
  };
  /** Who the other potential victims are. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly victims?: {
    /** Who the other potential victims are. */
    readonly list?: readonly {
      /** Your own name for this one, unlike that of any other in the list. It stays with it. */
      readonly id: string;
      readonly name?: string;
      readonly age?: "yes" | "no" | "not-known" | "prefers-not-to-say";
      readonly relation?: string;
      readonly where?: string;
      readonly reference?: string;
    }[];
  };
  /** Which general signs have you noticed? Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly signs?: {
    /** Which general signs have you noticed? */
    readonly signs?: readonly {
      /** A code of the sign library. */
      readonly sign: string;
      readonly known: "observed" | "disclosed" | "third-party" | "document";
    }[];
  };
  /** Signs of forced work, crime or servitude, and what raises the risk. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly signsOfWork?: {
    /** Signs of forced work, crime or servitude, and what raises the risk. */
    readonly signs?: readonly {
      /** A code of the sign library. */
      readonly sign: string;
      readonly known: "observed" | "disclosed" | "third-party" | "document";
    }[];
  };
  /** Signs in children, and of sexual exploitation or organ removal. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly signsOfAbuse?: {
    /** Signs in children, and of sexual exploitation or organ removal. */
    readonly signs?: readonly {
      /** A code of the sign library. */
      readonly sign: string;
      readonly known: "observed" | "disclosed" | "third-party" | "document";
    }[];
  };
  /** How you spoke with the person. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly interview?: {
    /** Where was it, who was there, were there breaks, how were they? */
    readonly context?: string;
    /** Were you alone with the person? */
    readonly alone?: "yes" | "no" | "not-known";
  };
  /** Your own view. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly view?: {
    /** Why are you referring them? */
    readonly reasons?: string;
    /** Is there evidence that the account is not right? */
    readonly concern?: "yes" | "no" | "not-known";
    /** What evidence, and what may explain it? Only where view.concern is yes. */
    readonly concernDetail?: string;
  };
  /** Other professionals. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly professionals?: {
    /** Other professionals. */
    readonly list?: readonly {
      /** Your own name for this one, unlike that of any other in the list. It stays with it. */
      readonly id: string;
      readonly name?: string;
      readonly role?: "social-worker" | "guardian" | "solicitor" | "police" | "health" | "support" | "other";
      readonly organisation?: string;
      readonly phone?: string;
      readonly email?: string;
    }[];
  };
  /** What may happen next. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly risk?: {
    /** Is there evidence that they may be exploited again? */
    readonly fear?: "yes" | "no" | "not-known" | "prefers-not-to-say";
    /** What is it? Only where risk.fear is yes. */
    readonly reasons?: string;
  };
  /** Police. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly police?: {
    /** Is there a crime reference that names them as a victim? */
    readonly recorded?: "yes" | "no" | "not-known" | "prefers-not-to-say";
    /** Which police force? Only where police.recorded is yes. A code of the list "police-forces". */
    readonly force?: string;
    /** Crime or incident number. Only where police.recorded is yes. */
    readonly reference?: string;
    /** Are they willing to help an investigation? */
    readonly helps?: "yes" | "no" | "not-known" | "prefers-not-to-say";
    /** How do they help, or mean to? Only where police.helps is yes. */
    readonly how?: string;
  };
  /** Support. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly support?: {
    /** Do they want support? */
    readonly wanted?: "yes" | "no" | "not-known" | "prefers-not-to-say";
    /** How can those who support them reach them? Only where support.wanted is yes. */
    readonly reach?: "as-above" | "someone-else" | "no-number" | "not-known" | "prefers-not-to-say";
    /** Who is it, what are they to the person, and what is their number? Only where support.reach is someone-else. */
    readonly through?: string;
    /** Why is there none? Only where support.reach is no-number. */
    readonly whyNone?: string;
    /** What do they need first? Only where support.wanted is yes. */
    readonly needs?: readonly ("safe-place" | "health" | "food-money" | "legal" | "children" | "other" | "not-known" | "prefers-not-to-say")[];
  };
  /** Immigration and detention. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly status?: {
    /** What is their status in the UK? */
    readonly immigration?: "british-or-irish" | "settled" | "leave" | "asylum" | "none" | "not-known" | "prefers-not-to-say";
    /** If they are detained or in prison, where? */
    readonly heldAt?: string;
  };
  /** Who is told the decision. Only where (age.ageStatus is child or not-known or consent.consent is given or without-capacity). */
  readonly recipient?: {
    /** Who should be told? */
    readonly to?: "person" | "someone-else";
    /** Their name, and what they are to the person. Only where recipient.to is someone-else. */
    readonly name?: string;
    /** The person agrees that they are told. Only where recipient.to is someone-else. */
    readonly agreed?: true;
    /** How? */
    readonly channels?: readonly ("email" | "post")[];
    /** Email address. Only where recipient.channels is email. */
    readonly email?: string;
    /** It is safe to write to this email address. Only where recipient.channels is email. */
    readonly emailSafe?: true;
    /** Postal address. Only where recipient.channels is post. */
    readonly address?: string;
    /** It is safe to write to this address. Only where recipient.channels is post. */
    readonly postSafe?: true;
  };
};
export type PostReferralsAnswer = {
  /** The reference by which everybody names this referral */
  readonly reference: string;
  /** How it is safe to reach the person: to be shown before anything else, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
};

export type GetReferralsByReferenceAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
  readonly stage: "draft" | "ended" | "submitted" | "decided" | "withdrawn";
  readonly submittedOn: string | null;
  /** Code of the authority that decides */
  readonly authority: string | null;
  /** The day by which the authority aims to decide; null where it is not known, or nobody decides any more */
  readonly aim: string | null;
  readonly decision: {
    readonly kind: "reasonable-grounds";
    readonly outcome: "positive" | "negative";
    readonly decidedOn: string;
  } | null;
  /** Other referrals from the same situation, of which you may see the account as of this one */
  readonly sameSituation: readonly string[];
  /** What has to be done to protect somebody, and whether it is confirmed */
  readonly protection: readonly {
    /** The step of the form that asks for it */
    readonly step: string;
    readonly task: string;
    readonly is: "due" | "ask" | "done";
    readonly dueOn: string | null;
  }[];
};

export type PostReferralsAdditionsBody = {
  /** The step of the form, as in the referral */
  readonly step: string;
  /** The answers about one, in the shapes of the referral and without an id; of signs, those that were not told yet */
  readonly answers: Readonly<Record<string, unknown>>;
  /** How it is known */
  readonly how?: string;
};
export type PostReferralsAdditionsAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
  readonly step: string;
  /** Its number among those of its kind; of signs, of the first of them */
  readonly number: number;
};

export type GetReferralsConsentsAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
  readonly permissions: readonly {
    /** By which a copy is handed over on it */
    readonly permission: string;
    readonly kind: "consent" | "override";
    readonly standing: "waiting" | "live" | "expired" | "refused" | "ended";
    readonly purpose: string;
    readonly recipient: string;
    /** null where the recipient has no team here */
    readonly team: string | null;
    readonly classes: readonly string[];
    readonly until: string | null;
    readonly recordedAt: string;
    /** Of a consent: who decided, a code of the pack */
    readonly decider: string | null;
    /** Of a consent: how it was given */
    readonly way: string | null;
    /** Of an override: on which legal ground */
    readonly ground: string | null;
    /** Of an override: by when another person looks again, and what they found */
    readonly review: {
      readonly dueOn: string | null;
      readonly upheld: boolean | null;
    } | null;
    /** What its recipient was asked to return or destroy, and what it keeps */
    readonly ended: {
      readonly at: string;
      readonly returns: readonly string[];
      readonly keeps: readonly string[];
    } | null;
    /** What its recipient, or who handed a copy on, says was done with it */
    readonly returned: readonly {
      readonly done: "returned" | "destroyed" | "kept";
      readonly classes: readonly string[];
      /** Of what is kept: on which legal ground */
      readonly ground: string | null;
      readonly at: string;
      readonly by: string;
      readonly team: string;
    }[];
    /** What was to be returned or destroyed, and nobody said that it was */
    readonly notReturned: readonly string[];
    readonly returnOverdue: boolean;
    /** Copies that were handed to somebody who has no team here */
    readonly copies: readonly {
      readonly handOver: string;
      /** null where you may not see it */
      readonly to: string | null;
      readonly classes: readonly string[];
    }[];
  }[];
};

export type PostReferralsConsentsBody = {
  /** What was the answer? */
  readonly answer?: "given" | "refused";
  /** What is it shared for? */
  readonly purpose?: "support" | "legal-advice" | "guardianship" | "investigation" | "health-care" | "referral-by-another" | "decision" | "referral";
  /** Who gets it? */
  readonly recipient?: "support-provider" | "solicitor" | "guardian" | "police" | "health-service" | "local-authority" | "first-responder" | "competent-authority";
  /** A team with which can be shared */
  readonly party?: string;
  /** What may they see? Required where consent.answer is given. */
  readonly classes?: readonly ("identity" | "account" | "contact" | "location" | "health" | "support" | "immigration")[];
  /** Who decided? */
  readonly decider?: "adult-themselves" | "child-themselves" | "parental-responsibility" | "local-authority" | "best-interests" | "attorney-or-deputy" | "welfare-guardian" | "benefit" | "court";
  /** Why does the child understand what they decide? Required where consent.decider is child-themselves. */
  readonly competence?: string;
  /** For a child: what did a parent or guardian say? Required where consent.decider is child-themselves or parental-responsibility or local-authority. */
  readonly guardian?: string;
  /** For an adult who lacks capacity: who assessed it, and when? Required where consent.decider is best-interests or attorney-or-deputy or welfare-guardian or benefit or court. */
  readonly assessedBy?: string;
  /** For an adult who lacks capacity: what is in their best interests, and why? Required where consent.decider is best-interests or attorney-or-deputy or welfare-guardian or benefit or court. */
  readonly decision?: string;
  /** For an adult who lacks capacity: who made that decision? Required where consent.decider is best-interests or attorney-or-deputy or welfare-guardian or benefit or court. */
  readonly decidedBy?: string;
  /** For an adult who lacks capacity: who in adult safeguarding was told, and when? Required where consent.decider is best-interests or attorney-or-deputy or welfare-guardian or benefit or court. */
  readonly safeguarding?: string;
  /** How was it said? */
  readonly way?: "spoken" | "by-telephone" | "signed" | "spoken-through-interpreter" | "in-writing" | "by-sign-language";
  /** In which language? */
  readonly language?: string;
  /** Who interpreted? */
  readonly interpreter?: string;
  /** Who else was there? */
  readonly witness?: string;
  /** Last day on which it holds. Only where consent.answer is given. */
  readonly expiresOn?: string;
};
export type PostReferralsConsentsAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
  readonly permission: string;
};

export type GetReferralsConsentsTeamsAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly teams: readonly {
    readonly party: string;
    readonly name: string;
    /** As which recipient it can be shared with */
    readonly recipients: readonly string[];
    readonly purposes: readonly string[];
  }[];
};

export type PostReferralsConsentsCopiesBody = {
  /** Who gets it? */
  readonly name: string;
  /** Which firm or organisation? */
  readonly organisation?: string;
  /** What is in the copy? */
  readonly classes: readonly ("identity" | "account" | "contact" | "location" | "health" | "support" | "immigration")[];
  /** How is it handed over? */
  readonly words?: string;
};
export type PostReferralsConsentsCopiesAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
  readonly handOver: string;
};

export type PostReferralsConsentsWithdrawalBody = Readonly<Record<string, never>>;
export type PostReferralsConsentsWithdrawalAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
  readonly permission: string;
  /** What the recipient is asked to return or destroy */
  readonly returns: readonly string[];
  /** What it keeps, on another ground or by law */
  readonly keeps: readonly string[];
  /** What cannot be undone */
  readonly tellThePerson: string;
};

export type GetReferralsContactAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
  /** Whether anything was recorded */
  readonly recorded: boolean;
  /** Whether it may be used: false where no way is safe, it was not said when, it ran out, or what it rests on was corrected */
  readonly counts: boolean;
  /** The last day on which it counts */
  readonly expiresOn: string | null;
  /** null where nothing is recorded, or you do not hold the class contact. Of what was corrected since, or ran out, whom to turn to alone */
  readonly contact: {
    /** null where what was recorded counts no longer */
    readonly channel: string | null;
    /** A number, an address, or through whom; null while it does not count, whatever was recorded */
    readonly address: string | null;
    readonly days: readonly string[];
    readonly from: string | null;
    readonly to: string | null;
    readonly codeWord: string | null;
    readonly sharedWith: string | null;
    /** null where nobody said it: it is not safe then */
    readonly voicemail: boolean | null;
    /** null where nobody said it: none is safe then */
    readonly letters: boolean | null;
    /** In words, or as the referral’s form has it, its code */
    readonly language: string | null;
    readonly interpreter: string | null;
    /** To be read by a person before anybody is reached */
    readonly note: string | null;
    readonly fallback: {
      readonly name: string;
      readonly how: string;
    } | null;
  } | null;
};

export type PostReferralsContactBody = {
  /** Which one way of reaching them is safe? */
  readonly channel: "phone-call" | "text-message" | "email" | "letter" | "in-person" | "none";
  /** Phone number. Required where contact.channel is phone-call or text-message. A phone number, international (+…) or as written in GB. */
  readonly phone?: string;
  /** Email address. Required where contact.channel is email. */
  readonly email?: string;
  /** Postal address. Required where contact.channel is letter. */
  readonly address?: string;
  /** Through whom, and where? Required where contact.channel is in-person. */
  readonly through?: string;
  /** On which days? Required where contact.channel is phone-call or text-message or email or in-person. */
  readonly days?: readonly ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
  /** From. Required where contact.channel is phone-call or text-message or email or in-person. */
  readonly from?: "00:00" | "01:00" | "02:00" | "03:00" | "04:00" | "05:00" | "06:00" | "07:00" | "08:00" | "09:00" | "10:00" | "11:00" | "12:00" | "13:00" | "14:00" | "15:00" | "16:00" | "17:00" | "18:00" | "19:00" | "20:00" | "21:00" | "22:00" | "23:00";
  /** Until. Required where contact.channel is phone-call or text-message or email or in-person. */
  readonly to?: "00:00" | "01:00" | "02:00" | "03:00" | "04:00" | "05:00" | "06:00" | "07:00" | "08:00" | "09:00" | "10:00" | "11:00" | "12:00" | "13:00" | "14:00" | "15:00" | "16:00" | "17:00" | "18:00" | "19:00" | "20:00" | "21:00" | "22:00" | "23:00";
  /** Is it safe to leave a voicemail? Required where contact.channel is phone-call. */
  readonly voicemail?: "yes" | "no";
  /** Is it safe to send letters? */
  readonly letters: "yes" | "no";
  /** Who else uses or sees it? */
  readonly sharedWith?: string;
  /** Code word. */
  readonly codeWord?: string;
  /** Language. */
  readonly language?: string;
  /** Which interpreter is safe? */
  readonly interpreter?: string;
  /** What must be known before the person is reached. */
  readonly note?: string;
  /** If that way fails, is there somebody safe to turn to? */
  readonly fallback: "somebody" | "none-safe";
  /** Who? Required where contact.fallback is somebody. */
  readonly fallbackName?: string;
  /** How are they reached? Required where contact.fallback is somebody. */
  readonly fallbackHow?: string;
  /** Last day on which this is safe. */
  readonly expiresOn?: string;
};
export type PostReferralsContactAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
};

export type PostReferralsCorrectionsBody = {
  /** The step of the form, as in the referral */
  readonly step: string;
  /** The answers that were wrong, in the shapes of the referral; the others stand */
  readonly answers: Readonly<Record<string, unknown>>;
  /** Needed where answers of the step were given before; else how it is known, if that is said */
  readonly why?: string;
};
export type PostReferralsCorrectionsAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
  readonly corrected: number;
  /** The safe contact: it is not concerned; it was recorded anew; or it counts no longer and has to be recorded by somebody */
  readonly contact: "untouched" | "follows" | "outdated";
  /** The birth date now contradicts whether the person is treated as a child: the authority is shown that */
  readonly ageDiffers: boolean;
};

export type GetReferralsEvidenceAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly files: readonly {
    /** By which its content is asked for */
    readonly file: string;
    readonly name: string;
    readonly description: string;
    /** Reference of an exhibit or a body-worn video */
    readonly exhibit: string;
    readonly source: string;
    readonly handling: "ordinary" | "distressing" | "ask-first";
    /** As found from its content */
    readonly kind: string;
    /** In bytes */
    readonly size: number;
    /** Of the original */
    readonly sha256: string;
    readonly addedAt: string;
    readonly scan: "waiting" | "not-scanned" | "clean" | "infected";
    /** The copy of a picture without place, time and device; or why there is none */
    readonly copy: "none" | "waiting" | "made" | "too-large" | "damaged" | "too-costly";
  }[];
};

export type PostReferralsEvidenceAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  /** Those that were added, in the order in which they came */
  readonly files: readonly string[];
  /** Those that were not, and why; empty with 201 */
  readonly notAdded: readonly {
    /** Its place among the files that were sent, the first being 1 */
    readonly number: number;
    readonly reason: "empty" | "too-big" | "not-taken" | "too-many";
    readonly message: string;
  }[];
};

export type GetReferralsEvidenceCopyAnswer = Blob;

export type GetReferralsEvidenceOriginalAnswer = Blob;

export type GetReferralsHandOverAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly treatedAs: "adult" | "child";
  readonly teams: readonly {
    readonly id: string;
    readonly name: string;
  }[];
  readonly reasons: readonly string[];
  readonly classes: readonly string[];
  /** Who may decide for an adult who lacks the capacity to; null where the person decides */
  readonly deciders: readonly string[] | null;
};

export type PostReferralsHandOverBody = {
  readonly reason: string;
  readonly team: string;
  /** Of an adult: whether they agree that this team sees what they said */
  readonly consent?: "given" | "refused";
  readonly way?: string;
  /** Of an adult who lacks the capacity to decide: who decided for them */
  readonly decider?: string;
  /** Whether it was the person’s own */
  readonly language?: "their-own" | "another";
  readonly interpreter?: "nobody" | "professional" | "somebody-else";
  readonly witness?: "nobody" | "somebody";
  /** The last day; else as long as the pack says */
  readonly expiresOn?: string;
  readonly classes?: readonly ("process" | "identity" | "account" | "contact" | "location" | "health" | "immigration" | "support" | "intelligence" | "third-party" | "reasoning" | "trail")[];
};
export type PostReferralsHandOverAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
};

export type GetReferralsHandedOverCopyPdfAnswer = Blob;

export type PostReferralsHoldsBody = {
  /** A team with which can be shared */
  readonly party?: string;
  /** On which legal ground? */
  readonly ground?: "court-order" | "criminal-proceedings" | "legal-claim";
  /** Reasons. */
  readonly reasons?: string;
};
export type PostReferralsHoldsAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
};

export type GetReferralsMessagesQuery = {
  readonly before?: number;
};
export type GetReferralsMessagesAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
  /** Give it as `before` for the page of what was written before; null on the last */
  readonly next: number | null;
  readonly messages: readonly {
    readonly from: "referrer" | "authority";
    readonly name: string;
    readonly at: string;
    /** null where you may not see it */
    readonly text: string | null;
  }[];
};

export type PostReferralsMessagesBody = {
  readonly text: string;
};
export type PostReferralsMessagesAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
};

export type GetReferralsOfficialAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
  readonly form: {
    readonly name: string;
    readonly readOn: string;
  };
  /** The kinds of data that you hold of it; others are not in the answer */
  readonly classes: readonly string[];
  readonly contact: {
    /** Read these before anything else; `no-safe-way` means that nobody may call, write, visit or send anything */
    readonly warnings: readonly {
      readonly code: string;
      readonly text: string;
    }[];
    /** How it is safe to reach them now; empty where you do not hold the class contact */
    readonly now: readonly {
      readonly question: string;
      readonly value: string;
    }[];
  };
  /** In the order of the form; null where it was not answered, or is not yours to see */
  readonly fields: readonly {
    readonly id: string;
    readonly value: string | null;
  }[];
  /** Answers that were corrected after sending, as they were said before: `fields` and `remainder` tell what counts now */
  readonly corrected: readonly {
    /** The step and the question, as in the referral */
    readonly at: string;
    /** Which fields of the form tell what counts now */
    readonly fields: readonly string[];
    readonly question: string;
    /** What was said before; it counts no longer */
    readonly value: string;
    readonly by: string;
    readonly on: string;
    readonly correctedBy: string;
    readonly correctedOn: string;
    /** null where you do not hold the class account */
    readonly why: string | null;
  }[];
  /** Fields of the form that nothing of ours answers, and why */
  readonly leftOut: readonly {
    readonly id: string;
    readonly reason: string;
  }[];
  /** What the form has no place for: further episodes, other codes, other questions */
  readonly remainder: readonly {
    readonly at: string;
    readonly question: string;
    readonly value: string;
  }[];
};

export type PostReferralsOverridesBody = {
  /** On which legal ground? */
  readonly ground?: "danger-to-life" | "child-protection" | "missing-person" | "adult-at-risk" | "crime" | "court-order";
  /** What is it shared for? */
  readonly purpose?: "support" | "legal-advice" | "guardianship" | "investigation" | "health-care" | "referral-by-another" | "decision" | "referral";
  /** Who gets it? */
  readonly recipient?: "support-provider" | "solicitor" | "guardian" | "police" | "health-service" | "local-authority" | "first-responder" | "competent-authority";
  /** A team with which can be shared */
  readonly party?: string;
  /** What may they see? */
  readonly classes?: readonly ("identity" | "account" | "contact" | "location" | "health" | "support" | "immigration")[];
  /** Why is it needed, and why without consent? */
  readonly reasons?: string;
  /** I decide this at once: waiting for another person would put somebody in danger. */
  readonly atOnce?: true;
};
export type PostReferralsOverridesAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
  readonly permission: string;
};

export type PostReferralsOverridesDecisionBody = {
  /** May it be shared? */
  readonly agrees: "agree" | "refuse";
  /** Reasons. */
  readonly reasons: string;
};
export type PostReferralsOverridesDecisionAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
  readonly permission: string;
};

export type PostReferralsOverridesReviewBody = {
  /** Was it right, and may it go on? */
  readonly agrees: "agree" | "refuse";
  /** Reasons. */
  readonly reasons: string;
};
export type PostReferralsOverridesReviewAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
  readonly permission: string;
};

export type PostReferralsProtectionBody = {
  /** The step of the form, as `protection` names it */
  readonly step: string;
  /** All that is answered of the step now, in the shapes of the referral */
  readonly answers: Readonly<Record<string, unknown>>;
};
export type PostReferralsProtectionAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
};

export type GetReferralsReferralPdfAnswer = Blob;

export type PostReferralsWithdrawalBody = {
  /** A reason of the pack, by its code */
  readonly reason: string;
  /** Of a duplicate: the reference of the referral that stands */
  readonly other?: string;
  readonly askedBy: "person" | "for-the-person" | "team";
  readonly words: string;
};
export type PostReferralsWithdrawalAnswer = {
  /** To be shown before anything else of this record, the loudest first */
  readonly warnings: readonly {
    readonly code: string;
    readonly text: string;
  }[];
  readonly reference: string;
};

export interface Operations {
  /** What your team has to return or destroy, or was told, since something ended. Scope consent:tasks. */
  getConsents(): Promise<GetConsentsAnswer>;
  /** Say what was done with what your team was told to return or destroy, in codes alone. Scope consent:confirm. */
  postConsentsTasksByTask(input: { readonly task: string; readonly body: PostConsentsTasksByTaskBody; readonly key?: string }): Promise<PostConsentsTasksByTaskAnswer>;
  /** Where a hand-over stands and, for the team that is asked, what the person agreed that it sees. For people alone. */
  getHandOversByReference(input: { readonly reference: string }): Promise<GetHandOversByReferenceAnswer>;
  /** Take a draft over, or decline; taking over answers the reference of your team’s new draft. For people alone. */
  postHandOversAnswer(input: { readonly reference: string; readonly body: PostHandOversAnswerBody; readonly key?: string }): Promise<PostHandOversAnswerAnswer>;
  /** Take a hand-over back that was not answered. For people alone. */
  postHandOversTakeBack(input: { readonly reference: string; readonly body: PostHandOversTakeBackBody; readonly key?: string }): Promise<PostHandOversTakeBackAnswer>;
  /** Notify that an adult was met who does not agree to be referred. Scope referral:start. */
  postNotices(input: { readonly body: PostNoticesBody; readonly key?: string }): Promise<PostNoticesAnswer>;
  /** The referrals of your team, newest first. Scope referral:list. */
  getReferrals(input?: { readonly query?: GetReferralsQuery }): Promise<GetReferralsAnswer>;
  /** Submit a whole referral. Scope referral:start. */
  postReferrals(input: { readonly body: PostReferralsBody; readonly key?: string }): Promise<PostReferralsAnswer>;
  /** Where a referral stands. Scope referral:view. */
  getReferralsByReference(input: { readonly reference: string }): Promise<GetReferralsByReferenceAnswer>;
  /** Add one more of several of a kind (an episode, somebody who exploits, a vehicle), or signs, to a referral that was sent. Scope referral:correct. */
  postReferralsAdditions(input: { readonly reference: string; readonly body: PostReferralsAdditionsBody; readonly key?: string }): Promise<PostReferralsAdditionsAnswer>;
  /** What the person, or others for them, agreed to share, and what was shared without. Scope consent:view. */
  getReferralsConsents(input: { readonly reference: string }): Promise<GetReferralsConsentsAnswer>;
  /** Record what the person, or whoever may decide for them, agreed to or refused. Scope consent:record. */
  postReferralsConsents(input: { readonly reference: string; readonly body: PostReferralsConsentsBody; readonly key?: string }): Promise<PostReferralsConsentsAnswer>;
  /** The teams with which can be shared, as `party` of a consent or an override. Scope consent:record. */
  getReferralsConsentsTeams(input: { readonly reference: string }): Promise<GetReferralsConsentsTeamsAnswer>;
  /** Write down to whom a copy is handed on a consent; the copy is taken after that. For people alone. */
  postReferralsConsentsCopies(input: { readonly reference: string; readonly permission: string; readonly body: PostReferralsConsentsCopiesBody; readonly key?: string }): Promise<PostReferralsConsentsCopiesAnswer>;
  /** End a consent: from now on its recipient sees nothing through it. Scope consent:withdraw. */
  postReferralsConsentsWithdrawal(input: { readonly reference: string; readonly permission: string; readonly body: PostReferralsConsentsWithdrawalBody; readonly key?: string }): Promise<PostReferralsConsentsWithdrawalAnswer>;
  /** How it is safe to reach the person now, and when. Scope contact:view. */
  getReferralsContact(input: { readonly reference: string }): Promise<GetReferralsContactAnswer>;
  /** Record how it is safe to reach the person, in place of what was safe before. Nobody is told. Scope contact:record. */
  postReferralsContact(input: { readonly reference: string; readonly body: PostReferralsContactBody; readonly key?: string }): Promise<PostReferralsContactAnswer>;
  /** Correct or add answers of a referral that was sent: what was sent stands, each with who gave it. Scope referral:correct. */
  postReferralsCorrections(input: { readonly reference: string; readonly body: PostReferralsCorrectionsBody; readonly key?: string }): Promise<PostReferralsCorrectionsAnswer>;
  /** The files of a referral. Scope evidence:view. */
  getReferralsEvidence(input: { readonly reference: string }): Promise<GetReferralsEvidenceAnswer>;
  /** Add files to a referral or to its draft: those that are sound; 207 where one was not taken. Scope evidence:add. */
  postReferralsEvidence(input: { readonly reference: string; readonly body: FormData; readonly key?: string }): Promise<PostReferralsEvidenceAnswer>;
  /** The copy of a picture without the place, the time and the device. Scope evidence:view. */
  getReferralsEvidenceCopy(input: { readonly reference: string; readonly file: string }): Promise<GetReferralsEvidenceCopyAnswer>;
  /** A file as it came: it may say where and by whom it was made. For people alone. */
  getReferralsEvidenceOriginal(input: { readonly reference: string; readonly file: string }): Promise<GetReferralsEvidenceOriginalAnswer>;
  /** Which teams a draft can be handed over to, and what has to be said. For people alone. */
  getReferralsHandOver(input: { readonly reference: string }): Promise<GetReferralsHandOverAnswer>;
  /** Ask another team to take a draft over and refer. For people alone. */
  postReferralsHandOver(input: { readonly reference: string; readonly body: PostReferralsHandOverBody; readonly key?: string }): Promise<PostReferralsHandOverAnswer>;
  /** The copy that was handed to somebody outside: the classes that the person agreed to alone. For people alone. */
  getReferralsHandedOverCopyPdf(input: { readonly reference: string; readonly handOver: string }): Promise<GetReferralsHandedOverCopyPdfAnswer>;
  /** Record that a recipient must keep by law what it got. Scope consent:record. */
  postReferralsHolds(input: { readonly reference: string; readonly body: PostReferralsHoldsBody; readonly key?: string }): Promise<PostReferralsHoldsAnswer>;
  /** Messages between the team that referred and the authority: the newest page first, the oldest first on it. Scope message:view. */
  getReferralsMessages(input: { readonly reference: string; readonly query?: GetReferralsMessagesQuery }): Promise<GetReferralsMessagesAnswer>;
  /** Write a message to the other side; they are told that something is new, and nothing of it. Scope message:send. */
  postReferralsMessages(input: { readonly reference: string; readonly body: PostReferralsMessagesBody; readonly key?: string }): Promise<PostReferralsMessagesAnswer>;
  /** The referral in the order and with the field ids of the official form. Scope referral:copy. */
  getReferralsOfficial(input: { readonly reference: string }): Promise<GetReferralsOfficialAnswer>;
  /** Ask to share without consent, on a legal ground; on an urgent one it may be decided at once. For people alone. */
  postReferralsOverrides(input: { readonly reference: string; readonly body: PostReferralsOverridesBody; readonly key?: string }): Promise<PostReferralsOverridesAnswer>;
  /** Decide, as another person than who asked, on sharing without consent. For people alone. */
  postReferralsOverridesDecision(input: { readonly reference: string; readonly permission: string; readonly body: PostReferralsOverridesDecisionBody; readonly key?: string }): Promise<PostReferralsOverridesDecisionAnswer>;
  /** Look again at what was shared without consent; what is not upheld ends at once. For people alone. */
  postReferralsOverridesReview(input: { readonly reference: string; readonly permission: string; readonly body: PostReferralsOverridesReviewBody; readonly key?: string }): Promise<PostReferralsOverridesReviewAnswer>;
  /** Say that a step that protects somebody was taken, or why not. Scope referral:protect. */
  postReferralsProtection(input: { readonly reference: string; readonly body: PostReferralsProtectionBody; readonly key?: string }): Promise<PostReferralsProtectionAnswer>;
  /** The referral as an accessible PDF (PDF/UA-1), with what you may see of it. Scope referral:copy. */
  getReferralsReferralPdf(input: { readonly reference: string }): Promise<GetReferralsReferralPdfAnswer>;
  /** Withdraw a referral that is not decided yet; it stays, and says why. Scope referral:withdraw. */
  postReferralsWithdrawal(input: { readonly reference: string; readonly body: PostReferralsWithdrawalBody; readonly key?: string }): Promise<PostReferralsWithdrawalAnswer>;
}

export function operationsOf(send: Send): Operations {
  return {
    getConsents: () => send({ method: 'GET', path: '/api/v1/consents', answer: 'json' }) as Promise<GetConsentsAnswer>,
    postConsentsTasksByTask: (input) => send({ method: 'POST', path: `/api/v1/consents/tasks/${encodeURIComponent(input.task)}`, body: input.body, key: input.key, answer: 'json' }) as Promise<PostConsentsTasksByTaskAnswer>,
    getHandOversByReference: (input) => send({ method: 'GET', path: `/api/v1/hand-overs/${encodeURIComponent(input.reference)}`, answer: 'json' }) as Promise<GetHandOversByReferenceAnswer>,
    postHandOversAnswer: (input) => send({ method: 'POST', path: `/api/v1/hand-overs/${encodeURIComponent(input.reference)}/answer`, body: input.body, key: input.key, answer: 'json' }) as Promise<PostHandOversAnswerAnswer>,
    postHandOversTakeBack: (input) => send({ method: 'POST', path: `/api/v1/hand-overs/${encodeURIComponent(input.reference)}/take-back`, body: input.body, key: input.key, answer: 'json' }) as Promise<PostHandOversTakeBackAnswer>,
    postNotices: (input) => send({ method: 'POST', path: '/api/v1/notices', body: input.body, key: input.key, answer: 'json' }) as Promise<PostNoticesAnswer>,
    getReferrals: (input = {}) => send({ method: 'GET', path: '/api/v1/referrals', query: input.query, answer: 'json' }) as Promise<GetReferralsAnswer>,
    postReferrals: (input) => send({ method: 'POST', path: '/api/v1/referrals', body: input.body, key: input.key, answer: 'json' }) as Promise<PostReferralsAnswer>,
    getReferralsByReference: (input) => send({ method: 'GET', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}`, answer: 'json' }) as Promise<GetReferralsByReferenceAnswer>,
    postReferralsAdditions: (input) => send({ method: 'POST', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/additions`, body: input.body, key: input.key, answer: 'json' }) as Promise<PostReferralsAdditionsAnswer>,
    getReferralsConsents: (input) => send({ method: 'GET', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/consents`, answer: 'json' }) as Promise<GetReferralsConsentsAnswer>,
    postReferralsConsents: (input) => send({ method: 'POST', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/consents`, body: input.body, key: input.key, answer: 'json' }) as Promise<PostReferralsConsentsAnswer>,
    getReferralsConsentsTeams: (input) => send({ method: 'GET', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/consents/teams`, answer: 'json' }) as Promise<GetReferralsConsentsTeamsAnswer>,
    postReferralsConsentsCopies: (input) => send({ method: 'POST', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/consents/${encodeURIComponent(input.permission)}/copies`, body: input.body, key: input.key, answer: 'json' }) as Promise<PostReferralsConsentsCopiesAnswer>,
    postReferralsConsentsWithdrawal: (input) => send({ method: 'POST', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/consents/${encodeURIComponent(input.permission)}/withdrawal`, body: input.body, key: input.key, answer: 'json' }) as Promise<PostReferralsConsentsWithdrawalAnswer>,
    getReferralsContact: (input) => send({ method: 'GET', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/contact`, answer: 'json' }) as Promise<GetReferralsContactAnswer>,
    postReferralsContact: (input) => send({ method: 'POST', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/contact`, body: input.body, key: input.key, answer: 'json' }) as Promise<PostReferralsContactAnswer>,
    postReferralsCorrections: (input) => send({ method: 'POST', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/corrections`, body: input.body, key: input.key, answer: 'json' }) as Promise<PostReferralsCorrectionsAnswer>,
    getReferralsEvidence: (input) => send({ method: 'GET', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/evidence`, answer: 'json' }) as Promise<GetReferralsEvidenceAnswer>,
    postReferralsEvidence: (input) => send({ method: 'POST', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/evidence`, body: input.body, key: input.key, answer: 'json' }) as Promise<PostReferralsEvidenceAnswer>,
    getReferralsEvidenceCopy: (input) => send({ method: 'GET', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/evidence/${encodeURIComponent(input.file)}/copy`, answer: 'file' }) as Promise<GetReferralsEvidenceCopyAnswer>,
    getReferralsEvidenceOriginal: (input) => send({ method: 'GET', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/evidence/${encodeURIComponent(input.file)}/original`, answer: 'file' }) as Promise<GetReferralsEvidenceOriginalAnswer>,
    getReferralsHandOver: (input) => send({ method: 'GET', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/hand-over`, answer: 'json' }) as Promise<GetReferralsHandOverAnswer>,
    postReferralsHandOver: (input) => send({ method: 'POST', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/hand-over`, body: input.body, key: input.key, answer: 'json' }) as Promise<PostReferralsHandOverAnswer>,
    getReferralsHandedOverCopyPdf: (input) => send({ method: 'GET', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/handed-over/${encodeURIComponent(input.handOver)}/copy.pdf`, answer: 'file' }) as Promise<GetReferralsHandedOverCopyPdfAnswer>,
    postReferralsHolds: (input) => send({ method: 'POST', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/holds`, body: input.body, key: input.key, answer: 'json' }) as Promise<PostReferralsHoldsAnswer>,
    getReferralsMessages: (input) => send({ method: 'GET', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/messages`, query: input.query, answer: 'json' }) as Promise<GetReferralsMessagesAnswer>,
    postReferralsMessages: (input) => send({ method: 'POST', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/messages`, body: input.body, key: input.key, answer: 'json' }) as Promise<PostReferralsMessagesAnswer>,
    getReferralsOfficial: (input) => send({ method: 'GET', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/official`, answer: 'json' }) as Promise<GetReferralsOfficialAnswer>,
    postReferralsOverrides: (input) => send({ method: 'POST', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/overrides`, body: input.body, key: input.key, answer: 'json' }) as Promise<PostReferralsOverridesAnswer>,
    postReferralsOverridesDecision: (input) => send({ method: 'POST', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/overrides/${encodeURIComponent(input.permission)}/decision`, body: input.body, key: input.key, answer: 'json' }) as Promise<PostReferralsOverridesDecisionAnswer>,
    postReferralsOverridesReview: (input) => send({ method: 'POST', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/overrides/${encodeURIComponent(input.permission)}/review`, body: input.body, key: input.key, answer: 'json' }) as Promise<PostReferralsOverridesReviewAnswer>,
    postReferralsProtection: (input) => send({ method: 'POST', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/protection`, body: input.body, key: input.key, answer: 'json' }) as Promise<PostReferralsProtectionAnswer>,
    getReferralsReferralPdf: (input) => send({ method: 'GET', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/referral.pdf`, answer: 'file' }) as Promise<GetReferralsReferralPdfAnswer>,
    postReferralsWithdrawal: (input) => send({ method: 'POST', path: `/api/v1/referrals/${encodeURIComponent(input.reference)}/withdrawal`, body: input.body, key: input.key, answer: 'json' }) as Promise<PostReferralsWithdrawalAnswer>,
  };
}
