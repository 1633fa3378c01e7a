// Runs inside the page under test (page-checks.ts); a plain script, since it knows the browser's world and not ours.
globalThis.probes = (() => {
  const words = element => element.textContent.replace(/\s+/g, ' ').trim();
  const seen = element => element.checkVisibility({ visibilityProperty: true });
  /** Short, and of the page's structure: what a record says stays out of reports. */
  const name = element => {
    const id = element.id ? `#${element.id}` : '';
    const own = element.getAttribute('name') ? `[name=${element.getAttribute('name')}]` : '';
    const classes =
      typeof element.className === 'string' ? element.className.split(/\s+/).filter(Boolean).slice(0, 2) : [];
    return `${element.localName}${id}${own}${classes.map(one => `.${one}`).join('')} "${words(element).slice(0, 40)}"`;
  };

  // Elements that govuk-frontend's scripts add to what the server sent.
  const added = [
    '.govuk-accordion__controls',
    '.govuk-accordion__section-toggle',
    '.govuk-accordion__section-heading-divider',
    '.govuk-character-count__status',
    '.govuk-character-count__sr-status',
    '.govuk-file-upload-button',
    '.govuk-password-input__toggle',
    '.govuk-password-input__sr-status',
    '.govuk-exit-this-page__indicator',
    '[data-enhancement]',
  ].join();

  /** What the content holds: the same with and without scripts. */
  const contents = ({ visible }) => {
    const main = document.querySelector('main');
    if (!main) return [];
    if (visible) for (const details of main.querySelectorAll('details')) details.open = true;
    const parts =
      'h1,h2,h3,h4,p,li,dt,dd,th,td,caption,legend,label,summary,a[href],input:not([type=hidden]),select,textarea,button';
    return [...main.querySelectorAll(parts)]
      .filter(
        element => !element.closest(added) && !element.querySelector(added) && (!visible || seen(element)),
      )
      .map(element => {
        const control = element.matches('input,select,textarea,button')
          ? ` ${element.name}=${element.value}`
          : '';
        return [`${element.localName}${control}`, element.getAttribute('href'), words(element)]
          .filter(Boolean)
          .join(' ');
      });
  };

  /** Controls that do nothing where no script runs. */
  const deadControls = () => {
    const dead = element => {
      if (element.matches('a')) return !element.getAttribute('href') || element.getAttribute('href') === '#';
      if (element.matches('button[type=button],input[type=button]')) return true;
      // A text that may not be changed stands there to be copied.
      return !element.form && !element.matches('textarea[readonly]');
    };
    const controls = document.querySelectorAll('a,button,input:not([type=hidden]),select,textarea');
    return [...controls].filter(element => seen(element) && dead(element)).map(name);
  };

  const facts = () => ({
    language: document.documentElement.lang,
    title: document.title,
    headings: document.querySelectorAll('main h1').length,
    errorLinks: [...document.querySelectorAll('.govuk-error-summary a[href^="#"]')]
      .filter(link => !document.getElementById(decodeURIComponent(link.hash.slice(1))))
      .map(name),
    errors: document.querySelectorAll('.govuk-error-summary').length,
    unsafeForms: [...document.querySelectorAll('form[method=post]')]
      .filter(form => !form.querySelector('input[name=_csrf]'))
      .map(form => form.getAttribute('action')),
  });

  // --- Keyboard -------------------------------------------------------------------------------------------------

  const tabbable = () => {
    const all = document.querySelectorAll(
      'a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex],[contenteditable=true]',
    );
    const usable = [...all].filter(
      element =>
        element.tabIndex >= 0 &&
        !element.matches(':disabled') &&
        seen(element) &&
        !element.closest('[inert]'),
    );
    // A group of radios is one stop: the checked one, or the first.
    return usable.filter(element => {
      if (!element.matches('input[type=radio]')) return true;
      const group = usable.filter(
        other =>
          other.matches('input[type=radio]') && other.name === element.name && other.form === element.form,
      );
      return element === (group.find(other => other.checked) ?? group[0]);
    });
  };

  /** Everything by which focus may show: on the element itself, or on the label that is drawn for it. */
  const look = element => {
    const near = [
      element,
      element.nextElementSibling,
      element.closest('label'),
      element.parentElement,
    ].filter(Boolean);
    const properties = [
      'outlineStyle',
      'outlineWidth',
      'outlineColor',
      'boxShadow',
      'backgroundColor',
      'color',
      'borderColor',
      'borderWidth',
      'textDecorationThickness',
      'clipPath',
      'height',
    ];
    const of = (one, pseudo) => {
      const style = getComputedStyle(one, pseudo);
      return properties.map(property => style[property]).join('|');
    };
    return near.map(one => `${of(one)}/${of(one, '::before')}/${of(one, '::after')}`).join('\n');
  };

  const keyboard = { stops: [], before: [], visits: [] };
  const beginKeyboard = () => {
    // From the very top, wherever a script has put the focus on loading.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    keyboard.stops = tabbable();
    keyboard.before = keyboard.stops.map(look);
    keyboard.visits = [];
    document.addEventListener('focusin', event => {
      // The browser's own buttons of a recording: as many stops as it likes.
      if (event.target.matches('audio')) return;
      const stop = keyboard.stops.indexOf(event.target);
      keyboard.visits.push({
        stop,
        name: name(event.target),
        shown: stop < 0 || look(event.target) !== keyboard.before[stop],
        covered: covered(event.target),
      });
    });
    return keyboard.stops.length;
  };

  /** Something else lies over the middle of what has the focus (WCAG 2.4.11). */
  const covered = element => {
    const box = element.getBoundingClientRect();
    const x = box.left + box.width / 2;
    const y = box.top + Math.min(box.height / 2, 20);
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return false;
    const top = document.elementFromPoint(x, y);
    return (
      Boolean(top) &&
      !element.contains(top) &&
      !top.contains(element) &&
      !top.closest('label') &&
      getComputedStyle(top).position !== 'static'
    );
  };

  const endKeyboard = () => {
    const problems = [];
    const order = keyboard.visits.map(visit => visit.stop);
    const first = order.indexOf(0) < 0 ? order : order.slice(order.indexOf(0));
    keyboard.stops.forEach((element, index) => {
      if (!order.includes(index)) problems.push(`the Tab key does not reach ${name(element)}`);
    });
    const wrong = keyboard.stops.findIndex((_, index) => first[index] !== index);
    if (problems.length === 0 && wrong >= 0)
      problems.push(`the Tab key leaves the order of the page before ${name(keyboard.stops[wrong])}`);
    for (const visit of keyboard.visits) {
      if (!visit.shown) problems.push(`focus does not show on ${visit.name}`);
      if (visit.covered) problems.push(`something covers ${visit.name} while it has the focus`);
    }
    return [...new Set(problems)];
  };

  // --- Narrow screens, large text -------------------------------------------------------------------------------

  const scrolls = element => {
    for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) {
      if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(one).overflowX)) return true;
    }
    return false;
  };
  const tooWide = () => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.body.querySelectorAll('*')].filter(
      element => element.getBoundingClientRect().right > width + 1 && seen(element) && !scrolls(element),
    );
    return [
      `the page is ${document.documentElement.scrollWidth} pixels wide on a screen of ${width}: ${wide.slice(-2).map(name).join(', ')}`,
    ];
  };
  /** A part that scrolls must be reachable by keyboard (WCAG 2.1.1). */
  const unreachableScroll = () =>
    [...document.body.querySelectorAll('*')]
      .filter(
        element =>
          ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) &&
          element.scrollWidth > element.clientWidth + 1 &&
          element.tabIndex < 0 &&
          !element.querySelector('a[href],button,input,select,textarea') &&
          !element.matches('textarea,select,input'),
      )
      .map(
        element =>
          `${name(element)} scrolls sideways and the keyboard does not reach it: give it tabindex="0", a role and a label`,
      );

  /** The spacing that a reader may set without losing anything (WCAG 1.4.12). A stylesheet object passes the policy. */
  const spaceText = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }',
    );
    document.adoptedStyleSheets.push(sheet);
  };
  const cutOff = () =>
    [...document.body.querySelectorAll('p,h1,h2,h3,li,td,th,dd,dt,label,legend,a,button')]
      .filter(element => {
        const style = getComputedStyle(element);
        const clips =
          style.overflowX === 'hidden' || style.overflowY === 'hidden' || style.overflowX === 'clip';
        const hiddenOnPurpose =
          element.closest('.govuk-visually-hidden,.govuk-skip-link') || style.clipPath !== 'none';
        return (
          clips &&
          !hiddenOnPurpose &&
          seen(element) &&
          (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
        );
      })
      .map(element => `${name(element)} is cut off`);

  return {
    contents,
    deadControls,
    facts,
    beginKeyboard,
    endKeyboard,
    tooWide,
    unreachableScroll,
    spaceText,
    cutOff,
  };
})();
