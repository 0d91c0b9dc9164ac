import { Hono } from 'hono';
import type { SessionEnv } from '../session/index.ts';
import { answerError } from '../shell/index.ts';
import { nationalBindingRoutes } from './national-routes.tsx';
import type { AccountDeps } from './page.tsx';
import { fileRoutes } from './file-routes.ts';
import { mergesRoutes } from './merges/routes.tsx';
import { organisationRoutes } from './organisations/routes.tsx';
import { ownRequestRoutes } from './requests/routes.tsx';
import { privacyRoutes } from './privacy-routes.tsx';
import { codesRoutes } from './security/codes-routes.tsx';
import { passkeyApi } from './security/passkey-api.ts';
import { passkeysRoutes } from './security/passkeys-routes.tsx';
import { recoveryRoutes } from './security/recovery-routes.tsx';
import { securityRoutes } from './security/security-routes.tsx';
import { stepUpRoutes } from './security/step-up-routes.tsx';
import { signInPages } from './sign-in-routes.tsx';
import { vaultRoutes } from './vault-routes.tsx';

/** Bytes of the longest form here, with room to spare. Browsers say the length of every form. */
const formLimit = 32 * 1024;

/** A person's own pages, all under `/account`: opening the account, the vault, who read the file, open sessions. */
export function accountRoutes(deps: AccountDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  for (const path of ['/account', '/account/*']) {
    routes.use(path, async (c, next) => {
      const unsaid = c.req.header('transfer-encoding') !== undefined;
      if (unsaid || Number(c.req.header('content-length') ?? 0) > formLimit) return answerError(c, 'too-large');
      await next();
      // A shared phone remembers nothing, and "back" after signing out shows nothing.
      c.header('cache-control', 'no-store');
      return undefined;
    });
  }
  routes.route('/', signInPages(deps));
  routes.route('/', recoveryRoutes(deps));
  routes.route('/', stepUpRoutes(deps));
  routes.route('/', passkeyApi(deps));
  routes.route('/', securityRoutes(deps));
  routes.route('/', passkeysRoutes(deps));
  routes.route('/', codesRoutes(deps));
  routes.route('/', nationalBindingRoutes(deps));
  routes.route('/', vaultRoutes(deps));
  routes.route('/', ownRequestRoutes(deps));
  routes.route('/', organisationRoutes(deps));
  routes.route('/', fileRoutes(deps));
  routes.route('/', privacyRoutes(deps));
  routes.route('/', mergesRoutes(deps));
  return routes;
}
