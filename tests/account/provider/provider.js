// SPDX-License-Identifier: GPL-3.0-or-later
// provider.js PORT-FILE SECRET-FILE MODULES: a real OpenID Connect provider on a free port of loopback, where everybody may
// sign in with any password. The application is public, the hub has a password of its own.
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [portFile, secretFile, modules] = process.argv.slice(2);
const entry = createRequire(join(modules, 'index.js')).resolve('oidc-provider');
const { default: Provider } = await import(pathToFileURL(entry));

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'giaoban-app',
        token_endpoint_auth_method: 'none',
        grant_types: ['urn:ietf:params:oauth:grant-type:device_code'],
        response_types: [],
        redirect_uris: [],
        application_type: 'native',
      },
      {
        client_id: 'giaoban-hub',
        client_secret: readFileSync(secretFile, 'utf8').trim(),
        token_endpoint_auth_method: 'client_secret_basic',
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
      },
    ],
    features: {
      deviceFlow: { enabled: true },
      introspection: { enabled: true },
      clientCredentials: { enabled: true },
      devInteractions: { enabled: true },
    },
    cookies: { keys: ['for tests alone'] },
    findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    ttl: { AccessToken: 600, DeviceCode: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  });
  server.on('request', provider.callback());
  writeFileSync(portFile, String(server.address().port));
});
