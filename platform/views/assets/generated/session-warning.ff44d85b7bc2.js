/**
 * Warns before a session ends, lets it go on, and keeps what was typed.
 * The server alone decides when a session ends: this only says so in time (WCAG 2.2.1 Timing Adjustable).
 *
 * `<dialog data-session data-idle="900" data-warn="120" data-ended="/session/ended">` holds a form that posts to the
 * address that keeps the session, and `[data-left]` for the time left. A form with `data-draft="ADDRESS"` is saved there.
 */
export function watchSession(dialog) {
  const { idle, warn, ended } = dialog.dataset;
  const form = dialog.querySelector('form[data-keep]');
  const left = dialog.querySelector('[data-left]');
  // Pages of one visit share one session: what one of them does, the others hear.
  const others = 'BroadcastChannel' in window ? new BroadcastChannel('nrm-session') : undefined;
  let endsAt = 0;
  let before = null;
  let said = '';

  const restart = () => {
    endsAt = Date.now() + Number(idle) * 1000;
    if (dialog.open) close();
  };
  const close = () => {
    dialog.close();
    before?.focus?.();
  };

  // Once: asking again would start a slow answer over.
  const leave = () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    location.assign(ended);
  };

  // A clock that is looked at, not counted down: a laptop that slept wakes up to the truth.
  const look = () => {
    const seconds = Math.ceil((endsAt - Date.now()) / 1000);
    if (seconds <= 0) return leave();
    if (seconds > Number(warn)) return;
    if (!dialog.open) {
      before = document.activeElement;
      said = '';
      dialog.showModal();
      saveDrafts();
    }
    say(seconds);
  };

  // A screen reader hears the time left about every half minute, not every second.
  const say = seconds => {
    const minutes = Math.ceil(seconds / 60);
    const tens = Math.ceil(seconds / 30) * 30;
    const key = seconds > 60 ? `${minutes}m` : `${tens}s`;
    if (key === said) return;
    said = key;
    left.textContent =
      seconds > 60 ? phrase(left.dataset.minutes, minutes) : phrase(left.dataset.seconds, tens);
  };

  const keep = async event => {
    event.preventDefault();
    // Without an answer the warning stays, to be tried again; an answer that is a refusal means that the session is over.
    const answer = await send(form.action, new FormData(form)).catch(() => undefined);
    if (!answer) return;
    if (!answer.ok) return leave();
    restart();
    others?.postMessage('kept');
  };

  form.addEventListener('submit', keep);
  // Escape means "go away", which here is to stay: a key pressed by chance must not cost the session.
  dialog.addEventListener('cancel', event => {
    event.preventDefault();
    form.requestSubmit();
  });
  others?.addEventListener('message', restart);
  document.addEventListener('visibilitychange', look);
  const timer = setInterval(look, 1000);
  restart();
  others?.postMessage('here');
}

/** The plural form for a number: `{"one": "# minute", "other": "# minutes"}`. */
function phrase(forms, count) {
  const of = JSON.parse(forms);
  const rule = new Intl.PluralRules(document.documentElement.lang).select(count);
  return (of[rule] ?? of.other).replace('#', String(count));
}

function saveDrafts() {
  for (const form of document.querySelectorAll('form[data-draft]')) {
    // A draft that cannot be saved now is still on the page; staying signed in saves it with the next Continue.
    send(form.dataset.draft, new FormData(form)).catch(() => {});
  }
}

/** As the form itself would send it, under a new key: the same key would be taken for the same request again. */
function send(address, data) {
  const body = new URLSearchParams();
  for (const [name, value] of data) if (typeof value === 'string') body.append(name, value);
  if (body.has('_key') && crypto.randomUUID) body.set('_key', crypto.randomUUID());
  return fetch(address, { method: 'POST', body, credentials: 'same-origin', redirect: 'manual' }).then(
    answer =>
      // A redirect is the plain form's answer: it arrived.
      answer.type === 'opaqueredirect' ? { ok: true, status: 303 } : answer,
  );
}
