import { Hono } from 'hono';
import { asId, isId, type Refusal, type Result, refuse } from '../../../kernel/index.ts';
import {
  type AheadId,
  mostAtOnce,
  type OriginalId,
  type OwnOriginalFile,
} from '../../../modules/certification/index.ts';
import {
  answerTooLong,
  isTooLong,
  type LongForm,
  personOf,
  requireLevel,
  requirePerson,
  type SessionEnv,
} from '../../session/index.ts';
import { answerError } from '../../shell/index.ts';
import { type AccountContext, speakerFor } from '../page.tsx';
import { AheadPage } from './ahead-page.tsx';
import { base, type OriginalsPagesDeps } from './deps.ts';
import { intentionOf } from './intention.ts';
import { OriginalsPage } from './list-page.tsx';
import { newRoutes } from './new-routes.tsx';
import { OriginalPage } from './original-page.tsx';
import { show } from './show.ts';
import { readActs } from './view.ts';

/** The one form here that carries files. MiB. */
export const originalsLongForms: readonly LongForm[] = [{ path: /^\/account\/originals\/new$/, limit: 64 }];

/** `/account/originals`: Originals and their copies; `…/new`, what is scanned before a visit. */
export function originalsRoutes(deps: OriginalsPagesDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  for (const path of [base, `${base}/*`]) {
    routes.use(path, async (c, next) => {
      const limit = originalsLongForms.find(form => form.path.test(c.req.path))?.limit;
      if (isTooLong(c, limit)) return answerTooLong(c, limit);
      await next();
      // A shared phone remembers nothing, and "back" after signing out shows nothing.
      c.header('cache-control', 'no-store');
      return undefined;
    });
    routes.use(path, requirePerson, requireLevel(deps.levels.needed('vault')));
  }
  const toIssue = requireLevel(deps.levels.needed('copies'));
  routes.get(base, c => showList(c, deps));
  routes.post(`${base}/copies`, toIssue, c => issue(c, deps));
  routes.route('/', newRoutes(deps));
  routes.get(`${base}/ahead/:id`, c => showAhead(c, deps));
  routes.post(`${base}/ahead/:id/delete`, async c => {
    const id = idOf<AheadId>(c);
    const dropped = id && (await deps.originals.dropAhead(personOf(c), id));
    return dropped?.ok ? c.redirect(base, 303) : answerError(c, 'not-found');
  });
  routes.get(`${base}/:id`, c => showOriginal(c, deps));
  routes.post(`${base}/:id/renew`, toIssue, c => renew(c, deps));
  return routes;
}

function idOf<I extends OriginalId | AheadId>(c: AccountContext): I | undefined {
  const id = c.req.param('id') ?? '';
  return isId(id) ? asId<I>(id) : undefined;
}

async function showList(c: AccountContext, deps: OriginalsPagesDeps, refusal?: Refusal): Promise<Response> {
  const t = speakerFor(c);
  const actor = personOf(c);
  const [originals, ahead] = await Promise.all([deps.originals.list(actor), deps.originals.listAhead(actor)]);
  const waiting = ahead.filter(({ usedIn }) => usedIn === null);
  const forms = { formToken: c.get('formToken'), kinds: deps.kinds };
  const error = refusal && t.refusal(refusal);
  const said = c.req.query('done') === 'issued' ? t('originals.issued-several') : undefined;
  const body = <OriginalsPage t={t} originals={originals} ahead={waiting} {...forms} said={said} error={error} />;
  return show(c, deps, { title: t('originals.title'), body, ...(refusal && { status: 422 as const }) });
}

/** One key of the form, and one more for each Original of it: each is an intention of its own. */
async function issue(c: AccountContext, deps: OriginalsPagesDeps): Promise<Response> {
  const form = await c.req.parseBody();
  const key = typeof form['key'] === 'string' ? form['key'] : '';
  const wanted = Object.entries(form).flatMap(([name, value]) => {
    const id = /^copies-(.+)$/.exec(name)?.[1] ?? '';
    const copies = Number(value);
    return isId(id) && Number.isInteger(copies) && copies > 0 ? [{ id: asId<OriginalId>(id), copies }] : [];
  });
  if (wanted.length === 0) return showList(c, deps, { code: 'originals.none-chosen', params: {} });
  const actor = personOf(c);
  for (const { id, copies } of wanted) {
    const made = await deps.originals.issue(actor, { key: intentionOf(key, 'issue', id), originalId: id, copies });
    if (!made.ok) return showList(c, deps, made.refusal);
    const refused = made.value.find(({ actId }) => actId === null)?.refusal;
    if (refused) return showList(c, deps, refused);
  }
  const [only] = wanted;
  return c.redirect(
    wanted.length === 1 && only ? `${base}/${only.id}?done=issued#copies-made` : `${base}?done=issued`,
    303,
  );
}

async function findOriginal(c: AccountContext, deps: OriginalsPagesDeps): Promise<Result<OwnOriginalFile>> {
  const id = idOf<OriginalId>(c);
  return id ? deps.originals.open(personOf(c), id) : refuse('certification.original-unknown');
}

async function showOriginal(c: AccountContext, deps: OriginalsPagesDeps, refusal?: Refusal): Promise<Response> {
  const t = speakerFor(c);
  const found = await findOriginal(c, deps);
  if (!found.ok) return answerError(c, 'not-found');
  const original = found.value;
  const ids = [original.actId, ...original.reissues.flatMap(({ actId }) => actId ?? [])];
  const acts = await readActs(deps.db, original.communeId, ids);
  const done = c.req.query('done');
  const said = done === 'issued' ? t('originals.issued') : done === 'renewal' ? t('originals.renewal-sent') : undefined;
  const forms = { formToken: c.get('formToken'), kinds: deps.kinds };
  const error = refusal && t.refusal(refusal);
  const body = <OriginalPage t={t} original={original} acts={acts} {...forms} said={said} error={error} />;
  return show(c, deps, { title: t('originals.title'), body, ...(refusal && { status: 422 as const }) });
}

async function renew(c: AccountContext, deps: OriginalsPagesDeps): Promise<Response> {
  const id = idOf<OriginalId>(c);
  if (!id) return answerError(c, 'not-found');
  const form = await c.req.parseBody();
  const key = typeof form['key'] === 'string' ? form['key'] : '';
  const renewed = await deps.originals.renew(personOf(c), { key: intentionOf(key, 'renew', id), originalId: id });
  return renewed.ok ? c.redirect(`${base}/${id}?done=renewal`, 303) : showOriginal(c, deps, renewed.refusal);
}

async function showAhead(c: AccountContext, deps: OriginalsPagesDeps): Promise<Response> {
  const t = speakerFor(c);
  const id = idOf<AheadId>(c);
  const scan = (await deps.originals.listAhead(personOf(c))).find(each => each.id === id);
  if (!scan) return answerError(c, 'not-found');
  const refused = Math.min(Number(c.req.query('refused')) || 0, mostAtOnce);
  const forms = { formToken: c.get('formToken'), kinds: deps.kinds };
  return show(c, deps, {
    title: t('originals.ahead-title'),
    body: <AheadPage t={t} scan={scan} {...forms} refused={refused} />,
  });
}
