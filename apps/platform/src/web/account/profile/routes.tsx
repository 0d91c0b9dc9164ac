import { Hono } from 'hono';
import type { ReactNode } from 'react';
import { asId, type Id, isId, ok, refuse } from '../../../kernel/index.ts';
import { type HelpId, readTypedChoices } from '../../../modules/identity/index.ts';
import { listRequestsOf } from '../../../modules/legalisation/index.ts';
import { rebind } from '../../../platform/db/index.ts';
import { personOf, requireLevel, requirePerson, requireStepUp, type SessionEnv } from '../../session/index.ts';
import { answerError } from '../../shell/index.ts';
import { type AccountContext, answerPage, readHolder, speakerFor } from '../page.tsx';
import { communeNames } from '../privacy-routes.tsx';
import type { FilePagesDeps } from './deps.ts';
import { ExportPage } from './export-page.tsx';
import { HelpedPage, HelpersPage } from './helpers-page.tsx';
import { historyFilters, mergeHistory } from './history.ts';
import { HistoryPage } from './history-page.tsx';
import { ContactCodePage, ProfilePage } from './profile-page.tsx';
import { kindOf, RightsPage } from './rights-page.tsx';

/** A person's file and rights: `/account/profile`, `/account/readings`, `/account/export`, `/account/rights`, `/account/helpers`. */
export function personFileRoutes(deps: FilePagesDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  const { levels } = deps;
  for (const [path, service] of [
    ['profile', 'profile'],
    ['readings', 'profile'],
    ['export', 'export'],
    ['rights', 'rights'],
    ['helpers', 'helpers'],
  ] as const)
    for (const each of [`/account/${path}`, `/account/${path}/*`])
      routes.use(each, requirePerson, requireLevel(levels.needed(service)));
  mountProfile(routes, deps);
  mountContactCodes(routes, deps);
  mountHistory(routes, deps);
  mountExport(routes, deps);
  mountRights(routes, deps);
  mountHelpers(routes, deps);
  return routes;
}

type Routes = Hono<SessionEnv>;

async function show(
  c: AccountContext,
  deps: FilePagesDeps,
  page: { readonly title: string; readonly body: ReactNode; readonly status?: 200 | 422 },
): Promise<Response> {
  const { name: holder } = await readHolder(deps, personOf(c));
  return answerPage(c, deps, { ...page, holder, narrow: true });
}

/** An id of an address; another shape names nothing. */
function idOf<I extends Id<string>>(text: string | undefined): I | undefined {
  return text !== undefined && isId(text) ? asId<I>(text) : undefined;
}

async function textOf(c: AccountContext, ...names: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const body = await c.req.parseBody();
  return Object.fromEntries(names.map(name => [name, typeof body[name] === 'string' ? body[name] : '']));
}

function mountProfile(routes: Routes, deps: FilePagesDeps): void {
  const { profile, fingerprints } = deps;
  const said = ['saved', 'confirmed', 'fingerprint-erased'] as const;
  const page = async (c: AccountContext, wrong?: string): Promise<Response> => {
    const t = speakerFor(c);
    const actor = personOf(c);
    const [own, kept] = await Promise.all([profile.readOwn(actor), fingerprints.state(actor, actor.personId)]);
    const done = said.find(each => each === c.req.query('done'));
    const notice = wrong ?? (done && t(`profile.${done}`));
    const body = (
      <ProfilePage
        t={t}
        own={own}
        fingerprints={kept.ok ? kept.value.length : 0}
        formToken={c.get('formToken')}
        said={notice === undefined ? undefined : { state: wrong === undefined ? 'ok' : 'attention', text: notice }}
      />
    );
    return show(c, deps, { title: t('profile.title'), body, ...(wrong !== undefined && { status: 422 }) });
  };
  routes.get('/account/profile', c => page(c));
  routes.post('/account/profile/choices', async c => {
    const chosen = readTypedChoices(await c.req.parseBody());
    if (!chosen.ok) return page(c, speakerFor(c).refusal(chosen.refusal));
    await profile.choose(personOf(c), chosen.value);
    return c.redirect('/account/profile?done=saved', 303);
  });
  routes.post('/account/profile/fingerprint/erase', async c => {
    const actor = personOf(c);
    const erased = await fingerprints.erase(actor, actor.personId);
    if (!erased.ok) return page(c, speakerFor(c).refusal(erased.refusal));
    return c.redirect('/account/profile?done=fingerprint-erased', 303);
  });
  routes.post('/account/profile/contact-code', async c => {
    const { kind } = await textOf(c, 'kind');
    const sent = await profile.sendContactCode(personOf(c), kind === 'phone' ? 'phone' : 'email');
    if (!sent.ok) return page(c, speakerFor(c).refusal(sent.refusal));
    return c.redirect(`/account/profile/contact-code?code=${sent.value.codeId}`, 303);
  });
}

function mountContactCodes(routes: Routes, deps: FilePagesDeps): void {
  const page = (c: AccountContext, codeId: string, error?: string): Promise<Response> => {
    const t = speakerFor(c);
    const body = <ContactCodePage t={t} codeId={codeId} formToken={c.get('formToken')} error={error} />;
    return show(c, deps, { title: t('profile.code-title'), body, ...(error !== undefined && { status: 422 }) });
  };
  routes.get('/account/profile/contact-code', c => page(c, c.req.query('code') ?? ''));
  routes.post('/account/profile/contact-code/confirm', async c => {
    const { codeId = '', code = '' } = await textOf(c, 'codeId', 'code');
    const id = idOf<Parameters<typeof deps.profile.confirmContact>[1]['codeId']>(codeId);
    const confirmed = id
      ? await deps.profile.confirmContact(personOf(c), { codeId: id, code })
      : refuse('contact-codes.refused');
    if (!confirmed.ok) return page(c, codeId, speakerFor(c).refusal(confirmed.refusal));
    return c.redirect('/account/profile?done=confirmed', 303);
  });
}

function mountHistory(routes: Routes, deps: FilePagesDeps): void {
  routes.get('/account/readings', async c => {
    const t = speakerFor(c);
    const actor = personOf(c);
    const filter = historyFilters.find(each => each === c.req.query('show')) ?? 'all';
    const [readings, changes, acts, communes] = await Promise.all([
      deps.session.identity.listReadings(actor),
      deps.profile.listChanges(actor),
      deps.helping.listActs(actor),
      communeNames(deps),
    ]);
    const lines = mergeHistory({ readings, changes, acts }, filter);
    const body = <HistoryPage t={t} lines={lines} filter={filter} communes={communes} />;
    return show(c, deps, { title: t('history.title'), body });
  });
}

function mountExport(routes: Routes, deps: FilePagesDeps): void {
  const { exports } = deps;
  const page = async (c: AccountContext, error?: string): Promise<Response> => {
    const t = speakerFor(c);
    const list = await exports.list(personOf(c));
    const body = (
      <ExportPage
        t={t}
        exports={list}
        days={exports.days}
        now={new Date()}
        formToken={c.get('formToken')}
        error={error}
      />
    );
    return show(c, deps, { title: t('export.door'), body, ...(error !== undefined && { status: 422 }) });
  };
  routes.get('/account/export', c => page(c));
  routes.post('/account/export', requireStepUp, async c => {
    const ordered = await exports.order(personOf(c), speakerFor(c).language);
    if (!ordered.ok) return page(c, speakerFor(c).refusal(ordered.refusal));
    return c.redirect('/account/export', 303);
  });
  routes.get('/account/export/:exportId', requireStepUp, async c => {
    const id = idOf<Parameters<typeof exports.fetch>[1]>(c.req.param('exportId'));
    const archive = id ? await exports.fetch(personOf(c), id) : refuse('export.unknown');
    if (!archive.ok) return answerError(c, 'not-found');
    return new Response(new Uint8Array(archive.value), {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': 'attachment; filename="shubbak.zip"',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  });
  routes.post('/account/export/:exportId/erase', async c => {
    const id = idOf<Parameters<typeof exports.erase>[1]>(c.req.param('exportId'));
    const erased = id ? await exports.erase(personOf(c), id) : refuse('export.unknown');
    return erased.ok ? c.redirect('/account/export', 303) : answerError(c, 'not-found');
  });
}

function mountRights(routes: Routes, deps: FilePagesDeps): void {
  const { rights } = deps;
  const page = async (
    c: AccountContext,
    wrong?: { readonly error: string; readonly typed: { readonly kind: string; readonly words: string } },
  ): Promise<Response> => {
    const t = speakerFor(c);
    const actor = personOf(c);
    const [requests, ids, plan, names] = await Promise.all([
      rights.listOwn(actor),
      rights.listCommunes(actor),
      rights.planErasure(actor),
      communeNames(deps),
    ]);
    const communes = ids.map(id => ({ id, name: names.get(id) }));
    const body = <RightsPage {...{ t, requests, communes, plan, ...wrong }} formToken={c.get('formToken')} />;
    return show(c, deps, { title: t('rights.title'), body, ...(wrong && { status: 422 }) });
  };
  routes.get('/account/rights', c => page(c));
  routes.post('/account/rights', async c => {
    const { kind = '', words = '', communeId = '' } = await textOf(c, 'kind', 'words', 'communeId');
    const asked = await rights.ask(personOf(c), { kind: kindOf(kind), words, communeId: idOf(communeId) });
    if (!asked.ok) return page(c, { error: speakerFor(c).refusal(asked.refusal), typed: { kind, words } });
    return c.redirect('/account/rights', 303);
  });
  routes.post('/account/rights/:requestId/withdraw', async c => {
    const id = idOf<Parameters<typeof rights.withdraw>[1]>(c.req.param('requestId'));
    const withdrawn = id ? await rights.withdraw(personOf(c), id) : refuse('rights.unknown');
    return withdrawn.ok ? c.redirect('/account/rights', 303) : answerError(c, 'not-found');
  });
}

function mountHelpers(routes: Routes, deps: FilePagesDeps): void {
  const { helping } = deps;
  const page = async (
    c: AccountContext,
    wrong?: {
      readonly error: string;
      readonly typed: { readonly number: string; readonly from: string; readonly until: string };
    },
  ): Promise<Response> => {
    const t = speakerFor(c);
    const sides = await helping.list(personOf(c));
    const { services } = helping;
    const asked = c.req.query('done') === 'asked';
    const props = { t, ...sides, services, now: new Date(), formToken: c.get('formToken'), asked, ...wrong };
    return show(c, deps, {
      title: t('helpers.title'),
      body: <HelpersPage {...props} />,
      ...(wrong && { status: 422 }),
    });
  };
  routes.get('/account/helpers', c => page(c));
  // Who helps sees for a year: a session left open gives nobody that.
  routes.post('/account/helpers', requireStepUp, async c => {
    const { number = '', from = '', until = '' } = await textOf(c, 'number', 'from', 'until');
    const services = [(await c.req.parseBody({ all: true }))['services']]
      .flat()
      .flatMap(each => (typeof each === 'string' ? [each] : []));
    const endsAt = new Date(new Date(`${until}T00:00:00Z`).getTime() + 86_400_000);
    const offer = { accountNumber: number, services, startsAt: new Date(`${from}T00:00:00Z`), endsAt };
    const invited = await helping.invite(personOf(c), offer);
    if (!invited.ok) return page(c, { error: speakerFor(c).refusal(invited.refusal), typed: { number, from, until } });
    return c.redirect('/account/helpers?done=asked', 303);
  });
  for (const verb of ['agree', 'decline', 'end'] as const)
    routes.post(`/account/helpers/:helpId/${verb}`, async c => {
      const id = idOf<HelpId>(c.req.param('helpId'));
      if (!id) return answerError(c, 'not-found');
      const actor = personOf(c);
      const done = verb === 'end' ? await helping.end(actor, id) : await helping.respond(actor, id, verb === 'agree');
      return done.ok ? c.redirect('/account/helpers', 303) : answerError(c, 'not-found');
    });
  mountHelped(routes, deps);
}

/** What a helper sees of the helped person's requests: those of the services that they may track, and the looking is written down. */
function mountHelped(routes: Routes, deps: FilePagesDeps): void {
  const { helping, db } = deps;
  routes.get('/account/helpers/:helpId', async c => {
    const t = speakerFor(c);
    const actor = personOf(c);
    const help = (await helping.list(actor)).helped.find(({ id, holds }) => holds && id === c.req.param('helpId'));
    if (!help) return answerError(c, 'not-found');
    const { personId } = help;
    const found = await db.transaction({ personId: actor.personId }, async tx => {
      const requests = [];
      for (const service of help.services) {
        const helper = await helping.mayFileFor(tx, actor, personId, service);
        if (!helper.ok) return helper;
        await helping.record(tx, helper.value, 'looked-at-requests');
        for (const communeId of await helping.listCommunes(tx, helper.value)) {
          await rebind(tx, { communeId });
          requests.push(...(await listRequestsOf(tx, communeId, personId)).filter(each => each.service === service));
        }
      }
      return ok(requests);
    });
    if (!found.ok) return answerError(c, 'not-found');
    const body = <HelpedPage t={t} name={help.name} requests={found.value} communes={await communeNames(deps)} />;
    return show(c, deps, { title: t('helpers.title'), body });
  });
}
