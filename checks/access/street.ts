/** Open to the street. */
export const open: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      '/',
      '/accessibility',
      '/cookies',
      '/privacy',
      '/concerned',
      '/information',
      '/information/links',
      '/information/:language/:page',
      '/register',
      '/register/sent',
      '/session/ended',
      '/signed-out',
      '/sign-in',
      '/sign-in/password',
      '/healthz',
      '/readyz',
      '/metrics',
      '/api/v1/openapi.json',
      '/.well-known/oauth-authorization-server',
      '/assets/*',
    ].map(path => [`GET ${path}`, '200']),
  ),
  // Where no provider is configured there is none of these.
  'GET /sign-in/oidc': '404',
  'GET /sign-in/callback': '404',
  'POST /sign-out/by-provider': '404',
  // Only who comes back from the provider with several positions is asked for one.
  'GET /sign-in/position': '303 sign-in',
  'POST /sign-in/position': '303 sign-in',
  // A link that came by mail says nothing until it is opened; nobody here was sent one.
  'GET /open/:link': '200',
  'POST /open/:link': '404',
  'GET /set-up': '404',
  'POST /set-up/passkey': '404',
  'GET /set-up/password': '404',
  'POST /set-up/password': '404',
  'GET /set-up/done': '200',
  // Nobody here made a passkey.
  'POST /sign-in/passkey': '403',
  // Without a system's secret.
  'POST /oauth/token': '401',
  'POST /oauth/revoke': '401',
  'POST /sign-in/password': '422',
  'GET /registration': '404',
  'POST /registration': '404',
  'POST /register': '303',
  'GET /founding': '404',
  'POST /founding': '404',
  // A short address leads to the sheet in that language.
  'GET /i/:language': '303',
  'POST /sign-in/demonstration': '303',
  'POST /sign-out': '303',
};
