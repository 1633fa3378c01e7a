// Tells the stylesheet that scripts run, before the first paint. A file of its own: no script stands in a page.
document.body.classList.add('js-enabled');
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported');
