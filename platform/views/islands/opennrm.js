// What every page runs. Nothing here is needed: each page does all of its work without scripts.
import { initAll } from './govuk-frontend.js';
import { dropExpandedFromRadios } from './radio-state.js';
import { hideSealed } from './hide-sealed.js';
import { saveTyping } from './typing.js';
import { askPasskey } from './passkey.js';
import { watchSession } from './session-warning.js';

/** Words that only scripts show, in the page's language (`scriptWords` in chrome.ts). */
const words = JSON.parse(document.body.dataset.scriptWords ?? '{}');

initAll({
  accordion: { i18n: words.accordion },
  characterCount: { i18n: words.characterCount },
  fileUpload: { i18n: words.fileUpload },
});
dropExpandedFromRadios();

const dialog = document.querySelector('dialog[data-session]');
if (dialog) watchSession(dialog);

const shown = document.querySelector('[data-opened]');
if (shown) hideSealed(shown);

for (const form of document.querySelectorAll('form[data-passkey]')) askPasskey(form);
for (const form of document.querySelectorAll('form[data-typing]')) saveTyping(form);
