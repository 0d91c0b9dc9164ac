import { Hono } from 'hono';
import type { SimulatedAuthenticator } from '../adapters/authenticator/index.ts';
import { demoPeople } from '../demo/city/index.ts';
import { translator } from '../platform/messages/index.ts';
import { catalogue } from '../web/catalogue.ts';
import { languageOf } from '../web/shell/index.ts';

/** SIMULATED, demo only: whom one may play, with the passkey that the simulated authenticator holds for each. */
export function demoPeopleRoutes(authenticator: SimulatedAuthenticator): Hono {
  const routes = new Hono();
  routes.get('/simulated-authenticator/people', c => {
    const credentials = new Map(authenticator.list().map(({ label, credentialId }) => [label, credentialId]));
    const language = languageOf(c);
    const t = translator(catalogue, language);
    const people = demoPeople.flatMap(({ name, role, place }) => {
      const credentialId = credentials.get(name.latin);
      return credentialId === undefined
        ? []
        : [{ credentialId, name, role: t(`organisation.role-${role}`), office: place[language] }];
    });
    c.header('cache-control', 'no-store');
    return c.json({ simulated: true, people });
  });
  return routes;
}
