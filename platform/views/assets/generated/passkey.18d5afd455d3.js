/**
 * Asks the browser for a passkey, or for a new one: `<form data-passkey="get|create" data-options='{options}'>`. The answer
 * is put into the form, which is then sent as any other. Without scripts, or without passkeys, words beside it say so, and
 * what is sent without an answer is answered as one that does not hold.
 */
const bytes = text =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
const text = buffer =>
  btoa(Array.from(new Uint8Array(buffer), byte => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
const listed = list => list?.map(each => ({ ...each, id: bytes(each.id) }));

export function askPasskey(form) {
  if (!window.PublicKeyCredential) return;
  const without = document.querySelector('[data-passkey-without]');
  const told = form.querySelector('[data-passkey-told]');
  if (without) without.hidden = true;
  form.addEventListener('submit', async event => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    told.textContent = '';
    try {
      form.elements.answer.value = JSON.stringify(
        await ask(form.dataset.passkey, JSON.parse(form.dataset.options)),
      );
      form.requestSubmit();
    } catch {
      told.textContent = told.dataset.passkeyTold;
    }
  });
}

async function ask(doing, options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
    ...(options.excludeCredentials && { excludeCredentials: listed(options.excludeCredentials) }),
  };
  const { id, rawId, type, response } = await navigator.credentials[doing]({ publicKey });
  const parts = doing === 'create' ? ['attestationObject'] : ['authenticatorData', 'signature'];
  const answer = Object.fromEntries(['clientDataJSON', ...parts].map(name => [name, text(response[name])]));
  return { id, rawId: text(rawId), type, response: answer };
}
