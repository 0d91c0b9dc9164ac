import { Hono } from 'hono';
import { personOf, requireLevel, requirePerson, requireStepUp, type SessionEnv } from '../session/index.ts';
import { DocumentPage } from './document-page.tsx';
import { answerOwnRefusal } from './own-refusal.tsx';
import { type AccountContext, type AccountDeps, answerPage, readHolder, speakerFor } from './page.tsx';
import { waitingFor } from './requests/states.ts';
import { sectionsOf } from './sections.ts';
import { Doors } from './sign-in-routes.tsx';
import { addressOfAct, findOwn, readVault } from './vault.ts';
import { VaultPage } from './vault-page.tsx';

/** Requests that wait for the holder, at most, before their papers; the others are on their own page. */
const mostTurns = 3;

/** `/account`, the vault (or the doors to it), and `/account/documents/{actId}`, one paper; `…/share`, with the address that opens it. */
export function vaultRoutes(deps: AccountDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  const forVault = requireLevel(deps.levels.needed('vault'));
  routes.get('/account', async (c, next) => (c.get('actor').kind === 'person' ? forVault(c, next) : next()));
  routes.get('/account', async c => {
    const t = speakerFor(c);
    const actor = c.get('actor');
    if (actor.kind !== 'person') {
      const body = <Doors t={t} national={deps.national.offered} signedOut={c.req.query('signed-out') !== undefined} />;
      return answerPage(c, deps, { title: t('account.title'), body, narrow: true });
    }
    const { name: holder } = await readHolder(deps, actor);
    const lines = await readVault(deps.db, { personId: actor.personId });
    const waiting = (await deps.security.events.listWaiting(actor)).length;
    const turns = (await deps.ownRequests.list(actor)).filter(line => waitingFor(line).length > 0).slice(0, mostTurns);
    const shown = { t, holder, lines, sections: sectionsOf(deps), turns, waiting };
    const body = <VaultPage {...shown} />;
    return answerPage(c, deps, { title: t('account.vault'), body, holder });
  });
  routes.get('/account/documents/:actId', requirePerson, forVault, c => showDocument(c, deps, { shared: false }));
  const toShare = [requireLevel(deps.levels.needed('share')), requireStepUp] as const;
  routes.get('/account/documents/:actId/share', requirePerson, forVault, ...toShare, c =>
    showDocument(c, deps, { shared: true }),
  );
  return routes;
}

async function showDocument(
  c: AccountContext,
  deps: AccountDeps,
  { shared }: { readonly shared: boolean },
): Promise<Response> {
  const actor = personOf(c);
  const found = await findOwn(deps, actor, c.req.param('actId') ?? '');
  if (!found.ok) return answerOwnRefusal(c, deps, found.refusal);
  const sealed = found.value;
  const t = speakerFor(c);
  const { name: holder } = await readHolder(deps, actor);
  const address = shared ? await addressOfAct(deps, sealed.act) : undefined;
  const title = `${t(`verification.kind-${sealed.act.kind}`)} ${sealed.act.entryNumber}`;
  const body = <DocumentPage t={t} sealed={sealed} address={address} />;
  return answerPage(c, deps, { title, body, holder, narrow: true });
}
