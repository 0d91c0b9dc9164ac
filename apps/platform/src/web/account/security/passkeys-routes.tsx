import { Hono } from 'hono';
import { z } from 'zod';
import { personOf, requireLevel, requirePerson, requireStepUp, type SessionEnv } from '../../session/index.ts';
import { type AccountDeps, answerPage, passkeyScripts, readHolder, speakerFor } from '../page.tsx';
import { NewPasskeyPage, PasskeysPage } from './passkeys-page.tsx';

const removal = z.object({ credential: z.string().max(2000).catch('') });

/** `/account/security/passkeys`: those there are, and taking one away; `…/new`, making one in this browser. */
export function passkeysRoutes(deps: AccountDeps): Hono<SessionEnv> {
  const { passkeys } = deps.security;
  const routes = new Hono<SessionEnv>();
  routes.get('/account/security/passkeys', requirePerson, async c => {
    const t = speakerFor(c);
    const actor = personOf(c);
    const [{ name: holder }, listed] = await Promise.all([readHolder(deps, actor), passkeys.list(actor)]);
    const shared = c.get('session')?.sharedDevice === true;
    const said = c.req.query('added') ? 'added' : c.req.query('removed') ? 'removed' : undefined;
    const body = <PasskeysPage t={t} formToken={c.get('formToken')} passkeys={listed} shared={shared} said={said} />;
    return answerPage(c, deps, { title: t('security.passkeys'), body, holder, narrow: true });
  });
  routes.get('/account/security/passkeys/new', requirePerson, requireLevel('substantial'), requireStepUp, async c => {
    const t = speakerFor(c);
    if (c.get('session')?.sharedDevice) return c.redirect('/account/security/passkeys', 303);
    const { name: holder } = await readHolder(deps, personOf(c));
    const body = <NewPasskeyPage t={t} />;
    return answerPage(c, deps, {
      title: t('security.passkey-new'),
      body,
      holder,
      narrow: true,
      scripts: passkeyScripts(deps),
    });
  });
  routes.post('/account/security/passkeys/remove', requirePerson, requireStepUp, async c => {
    const { credential } = removal.parse(await c.req.parseBody());
    const removed = await passkeys.remove(personOf(c), credential);
    return c.redirect(`/account/security/passkeys${removed.ok ? '?removed=1' : ''}`, 303);
  });
  return routes;
}
