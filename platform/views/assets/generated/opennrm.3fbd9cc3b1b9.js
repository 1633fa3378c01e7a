// What every page runs. Nothing here is needed: each page does all of its work without scripts.
import { initAll } from './govuk-frontend.4e8b95d53d3c.js';
import { dropExpandedFromRadios } from './radio-state.b3ed5c7105f7.js';
import { hideSealed } from './hide-sealed.c6a4b8d9a8e2.js';
import { saveTyping } from './typing.b7603f34fb66.js';
import { askPasskey } from './passkey.18d5afd455d3.js';
import { watchSession } from './session-warning.ff44d85b7bc2.js';

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
