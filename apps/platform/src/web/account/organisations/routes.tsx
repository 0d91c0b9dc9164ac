import { type Context, Hono } from 'hono';
import { asId, civilTime, isId, type OrganisationId, refuse, type Result } from '../../../kernel/index.ts';
import type { MandateListed, MandateScope, OwnFile } from '../../../modules/identity/index.ts';
import { personOf, requireLevel, requirePerson, requireStepUp, type SessionEnv } from '../../session/index.ts';
import { answerError } from '../../shell/index.ts';
import { type AccountContext, type AccountDeps, answerPage, readHolder, speakerFor } from '../page.tsx';
import { communeNames } from '../privacy-routes.tsx';
import { readVault } from '../vault.ts';
import { DelegatePage, type DelegationForm, delegationForm, wholeForm } from './delegate-page.tsx';
import { EndPage, OrganisationPage, OrganisationsPage } from './pages.tsx';

const base = '/account/organisations';
const mandatePath = `${base}/:organisationId/mandates/:mandateId`;

/** `/account/organisations`: for whom one acts, their acts, ending mandates and delegating one’s own. */
export function organisationRoutes(deps: AccountDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  const toRead = requireLevel(deps.levels.needed('vault'));
  routes.get(base, requirePerson, toRead, async c => {
    const t = speakerFor(c);
    const actor = personOf(c);
    const [{ name: holder }, own] = await Promise.all([readHolder(deps, actor), deps.mandates.listOwn(actor)]);
    const body = <OrganisationsPage t={t} own={own} reader={actor.personId} />;
    return answerPage(c, deps, { title: t('own-organisations.title'), body, holder, narrow: true });
  });
  routes.get(`${base}/:organisationId`, requirePerson, toRead, async c => {
    const t = speakerFor(c);
    const actor = personOf(c);
    const file = await openFile(c, deps);
    if (!file.ok) return answerError(c, 'not-found');
    const { id: organisationId, mayRead } = file.value;
    const lines = mayRead ? await readVault(deps.db, { organisationId }) : undefined;
    const { name: holder } = await readHolder(deps, actor);
    const done = (['ended', 'given'] as const).find(each => c.req.query('done') === each);
    const shown = { t, file: file.value, reader: actor.personId, lines, done, communes: await communeNames(deps) };
    const body = <OrganisationPage {...shown} />;
    return answerPage(c, deps, { title: t('own-organisations.title'), body, holder });
  });
  const toAct = requireLevel(deps.levels.needed('mandates'));
  for (const [verb, answer] of [
    ['end', answerEnding],
    ['delegate', answerDelegating],
  ] as const) {
    routes.on(['GET', 'POST'], `${mandatePath}/${verb}`, requirePerson, toAct, requireStepUp, c => answer(c, deps));
  }
  return routes;
}

/** The file of the organisation that the address names, as this representative may see it. */
async function openFile(c: Context<SessionEnv>, { mandates }: AccountDeps): Promise<Result<OwnFile>> {
  const organisationId = c.req.param('organisationId');
  if (organisationId === undefined || !isId(organisationId)) return refuse('mandates.organisation-unknown');
  return mandates.openOwn(personOf(c), asId<OrganisationId>(organisationId));
}

interface Opened {
  readonly file: OwnFile;
  readonly mandate: MandateListed;
}

/** The same with one of its mandates that this representative may end. */
async function openMandate(c: Context<SessionEnv>, deps: AccountDeps): Promise<Opened | undefined> {
  const file = await openFile(c, deps);
  if (!file.ok) return undefined;
  const mandate = file.value.mandates.find(({ id }) => id === c.req.param('mandateId'));
  return mandate && file.value.endable.has(mandate.id) ? { file: file.value, mandate } : undefined;
}

async function answerEnding(c: AccountContext, deps: AccountDeps): Promise<Response> {
  const opened = await openMandate(c, deps);
  if (!opened) return answerError(c, 'not-found');
  const { file, mandate } = opened;
  const t = speakerFor(c);
  const actor = personOf(c);
  let [reason, error]: [string, string | undefined] = ['', undefined];
  if (c.req.method === 'POST') {
    const typed = (await c.req.parseBody())['reason'];
    reason = typeof typed === 'string' ? typed.slice(0, 300) : '';
    const ending = { organisationId: file.id, mandateId: mandate.id, reason, since: null };
    const ended = await deps.mandates.end(actor, ending, crypto.randomUUID());
    // Whoever ended their own last mandate is let in no more.
    const own = mandate.personId === actor.personId;
    if (ended.ok) return c.redirect(own ? base : `${base}/${file.id}?done=ended`, 303);
    error = t.refusal(ended.refusal);
  }
  const formToken = c.get('formToken');
  const { name: holder } = await readHolder(deps, actor);
  const body = <EndPage t={t} file={file} mandate={mandate} formToken={formToken} reason={reason} error={error} />;
  const page = { title: t('own-organisations.end-title'), body, holder, narrow: true };
  return answerPage(c, deps, { ...page, ...(error !== undefined && { status: 422 as const }) });
}

async function answerDelegating(c: AccountContext, deps: AccountDeps): Promise<Response> {
  const opened = await openMandate(c, deps);
  const actor = personOf(c);
  if (!opened || opened.mandate.personId !== actor.personId || opened.mandate.delegable < 1)
    return answerError(c, 'not-found');
  const { file, mandate } = opened;
  const t = speakerFor(c);
  let form = wholeForm(mandate, today());
  let refused: { readonly code: string; readonly message: string } | undefined;
  if (c.req.method === 'POST') {
    form = await readForm(c);
    const to = { accountNumber: form.number, name: form.name };
    const asked = { organisationId: file.id, mandateId: mandate.id, role: 'proxy', scope: scopeOf(form), to } as const;
    const given = await deps.mandates.delegate(actor, asked, form.key);
    if (given.ok) return c.redirect(`${base}/${file.id}?done=given`, 303);
    refused = { code: given.refusal.code, message: t.refusal(given.refusal) };
  }
  const { name: holder } = await readHolder(deps, actor);
  const shown = { t, file, mandate, natures: deps.natures, formToken: c.get('formToken'), form, refused };
  const page = {
    title: t('own-organisations.delegate-title'),
    body: <DelegatePage {...shown} />,
    holder,
    narrow: true,
  };
  return answerPage(c, deps, { ...page, ...(refused && { status: 422 as const }) });
}

async function readForm(c: AccountContext): Promise<DelegationForm> {
  const fields = await c.req.formData();
  return delegationForm.parse({
    ...Object.fromEntries(fields),
    natures: fields.getAll('natures'),
    read: fields.get('read') === 'yes',
  });
}

function scopeOf({ natures, most, from, until, read }: DelegationForm): MandateScope {
  const dirhams = most.replaceAll(/\s/g, '').replace(',', '.');
  return {
    natures: natures.includes('all') ? 'all' : natures,
    most: dirhams === '' ? null : Math.round(Number(dirhams) * 100),
    startsOn: from,
    endsOn: until === '' ? null : until,
    mayRead: read,
    mayRevoke: false,
    delegable: 0,
  };
}

/** The civil day in Morocco, as date fields write it. */
function today(): string {
  return civilTime(new Date()).date.split('/').toReversed().join('-');
}
