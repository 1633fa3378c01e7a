export { actions as consentActions, type ConsentAction } from './access.ts';
export {
  ask as askOverride,
  endConsents,
  handCopyOver,
  recordConsent,
  saveContact,
  tellRecipients,
  withdrawConsent,
} from './commands.ts';
export { contactWarningsOf, contactWarningsTold, listAlarms } from './contact/alarms.ts';
export { type ContactNow, contactNow } from './contact/now.ts';
export { howAgreed, type HowAgreed, howAgreedIn, howAgreedNames } from './copies/how-agreed.ts';
export { agreedToReferral } from './referral/agreed-to-referral.ts';
export { decidedForThem } from './referral/decided-for-them.ts';
export { type ContactAnew, contactAnew } from './contact/anew.ts';
export { firstContact } from './contact/first-contact.ts';
export { weekDays } from './contact/safe-contact.ts';
export { findConsents } from './queries.ts';
export { endSharing, type HandedTo, livePermission, shareToHandOver } from './copies/hand-over.ts';
export { type Permission, standingOf } from './model.ts';
export { jobs } from './waiting/reminding.ts';
export { waitingKinds } from './waiting/kinds.ts';
export { loadWaitingLinks } from './waiting/loaders.ts';
export { consentNotice, type ConsentNotice } from './notice.ts';
export { sharedRows } from './showing.ts';
export { routesOf as routesFor } from './routes.ts';
export { projectedTables, projections } from './store.ts';
