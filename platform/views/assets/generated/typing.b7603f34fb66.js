/**
 * Saves the answers of a draft's page as they are typed: `<form data-typing='{words}'>` is sent to its own address, with
 * `_typing`, within a second of being typed. Faults are told when one goes on, never here. What cannot be saved now
 * stands on the page still, and is tried again; nothing that was typed is ever taken from the page.
 */
const wait = 800;
const longestWait = 30_000;
/** Refusals that may be over by themselves: signed out, another session, too many requests. */
const mayPass = new Set([401, 403, 429]);
/** What a browser sends while it leaves a page is limited to this. */
const mostOnLeaving = 60_000;

export function saveTyping(form) {
  const words = JSON.parse(form.dataset.typing);
  const told = form.querySelector('.nrm-saved');
  // The session warning counts from here: whoever types is there.
  const session = 'BroadcastChannel' in window ? new BroadcastChannel('nrm-session') : undefined;
  let timer;
  let isTyped = false;
  let pause = wait;
  let saving;
  let unanswered;

  const plan = milliseconds => {
    timer ??= setTimeout(() => {
      timer = undefined;
      save();
    }, milliseconds);
  };
  const onTyping = () => {
    isTyped = true;
    if (!saving) plan(wait);
  };
  const save = () => {
    saving ??= saveOnce();
    return saving;
  };
  const saveOnce = async () => {
    await attempt().catch(() => say(words.failed));
    saving = undefined;
    if (isTyped || unanswered) plan(pause);
  };
  const attempt = async () => {
    // A request without an answer may have arrived: it is repeated as it was, under its own key, before another is made.
    const body = unanswered ?? bodyOf(form, words.never);
    if (!unanswered) isTyped = false;
    unanswered = body;
    const answer = await send(form, body).catch(() => undefined);
    if (answer?.ok) return saved(await answer.json());
    if (answer && answer.status < 500) unanswered = undefined;
    // What the page belonged to has gone on without it: told by whom, when, and where late words may go.
    if (answer?.status === 409) return tooLate(await answer.json());
    if (answer && answer.status < 500 && !mayPass.has(answer.status)) return say(words.stopped);
    isTyped = true;
    pause = Math.min(pause * 2, longestWait);
    if (answer?.status === 401) return say(words.ended, { href: '/sign-in', text: words.signIn });
    if (answer?.status === 403 && (await refreshToken())) pause = wait;
    say(words.failed);
  };
  const saved = ({ at, base, clash }) => {
    unanswered = undefined;
    pause = wait;
    const made = form.elements.namedItem('_base');
    if (made) made.value = base;
    session?.postMessage('kept');
    const sealed = words.never.some(name => form.elements.namedItem(name)?.value);
    say(clash ? words.clash : [words.saved.replace('#', at), ...(sealed ? [words.sealed] : [])].join('. '));
  };
  const tooLate = ({ detail, links = [] }) => (links.length > 0 ? say(detail, ...links) : say(words.stopped));
  const say = (text, ...ways) => {
    if (told.dataset.said === text) return;
    told.dataset.said = text;
    told.textContent = text;
    for (const { href, text: name } of ways) {
      const way = document.createElement('a');
      Object.assign(way, { className: 'govuk-link', href, target: '_blank', rel: 'noopener' });
      way.textContent = name;
      told.append(document.createElement('br'), way);
    }
  };
  const leave = () => {
    if (!isTyped) return;
    isTyped = false;
    const body = bodyOf(form, words.never);
    send(form, body, body.toString().length < mostOnLeaving).catch(() => {});
  };

  form.addEventListener('input', onTyping);
  form.addEventListener('change', onTyping);
  // Two requests of one page would be two versions of it: whoever goes on waits for the one that is under way.
  form.addEventListener('submit', event => {
    clearTimeout(timer);
    timer = undefined;
    isTyped = false;
    if (!saving) return;
    event.preventDefault();
    void goOnAfter(event.submitter);
  });
  const goOnAfter = async submitter => {
    await Promise.race([saving, new Promise(done => setTimeout(done, 3000))]);
    clearTimeout(timer);
    timer = undefined;
    saving = undefined;
    unanswered = undefined;
    isTyped = false;
    form.requestSubmit(submitter);
  };
  window.addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && isTyped) save();
  });
}

/** As the form itself would send it, but for what is to be sealed, and under a key of its own. */
function bodyOf(form, never) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && !never.some(id => name === id || name.startsWith(`${id}.`)))
      body.append(name, value);
  body.set('_key', newKey());
  body.set('_typing', 'yes');
  return body;
}

/** `randomUUID` is there on secure pages alone. */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

function send(form, body, keepalive = false) {
  const headers = { accept: 'application/json' };
  return fetch(form.action, { method: 'POST', body, headers, credentials: 'same-origin', keepalive });
}

/** After the same person has signed in again, in another tab, the page goes on under the new session. */
async function refreshToken() {
  const answer = await fetch(location.href, { credentials: 'same-origin' }).catch(() => undefined);
  if (!answer?.ok || answer.redirected) return false;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const person = at => at.querySelector('.nrm-header__person span')?.textContent;
  const token = page.querySelector('input[name="_csrf"]')?.value;
  if (!token || person(page) !== person(document)) return false;
  for (const input of document.querySelectorAll('input[name="_csrf"]')) input.value = token;
  return true;
}
