/**
 * What was sealed and is shown once goes from the screen as soon as somebody looks away from it: with Escape, with another tab
 * or window, after two minutes. It is not put back. Leaving the page by "Hide it now" does the same without scripts.
 */
const twoMinutes = 120_000;

export function hideSealed(shown) {
  const hide = () => {
    const told = document.createElement('p');
    told.className = 'govuk-body';
    told.textContent = shown.dataset.hidden ?? '';
    shown.replaceChildren(told);
  };
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') hide();
  });
  window.addEventListener('pagehide', hide);
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') hide();
  });
  setTimeout(hide, twoMinutes);
}
