/**
 * govuk-frontend marks a radio button that brings up more with `aria-expanded`, which a radio button may not have
 * (WAI-ARIA 1.2): some screen readers then misname it. What comes up follows it in reading order, so nothing is lost.
 */
export function dropExpandedFromRadios() {
  const drop = () => {
    for (const radio of document.querySelectorAll('input[type="radio"][aria-expanded]'))
      radio.removeAttribute('aria-expanded');
  };
  drop();
  const change = { subtree: true, attributes: true, attributeFilter: ['aria-expanded'] };
  new MutationObserver(drop).observe(document.body, change);
}
