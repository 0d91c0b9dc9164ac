import { Hono } from 'hono';
import { asId, type CommuneId, isId, type OfficeId, refuse, type Result } from '../../../kernel/index.ts';
import type { MandateListed, OwnOrganisation } from '../../../modules/identity/index.ts';
import { needVersion, type NatureAtDistance } from '../../../modules/legalisation/index.ts';
import { type Commune, listArrondissements, listRealCommunes } from '../../../modules/organisation/index.ts';
import { personOf, type SessionEnv } from '../../session/index.ts';
import { readWorth } from '../capacity-choices.tsx';
import { type AccountContext, answerPage, type AccountPage, readHolder, speakerFor } from '../page.tsx';
import { type Answers, keyOf, pathOf, readAnswers, readForm } from './answers.ts';
import { CapacityPage, ClosedPage, CommunePage, NaturePage, NeedPage, WarningPage } from './begin-pages.tsx';
import type { LegaliseDeps } from './deps.ts';
import { base } from './frame.tsx';
import { OfficePage } from './office-page.tsx';

/** The questions that are asked before anything is kept, and the opening of a draft. */
export function beginRoutes(deps: LegaliseDeps): Hono<SessionEnv> {
  const routes = new Hono<SessionEnv>();
  routes.get(`${base}/new`, async c => {
    const own = await standingMandates(c, deps);
    return c.redirect(`${base}/new/${own.length === 0 ? 'need' : 'capacity'}`, 303);
  });
  routes.get(`${base}/new/capacity`, async c => {
    const t = speakerFor(c);
    const own = await deps.mandates.listOwn(personOf(c));
    const body = <CapacityPage t={t} answers={readAnswers(c.req.query())} own={own} />;
    return show(c, deps, { title: t('legalise.capacity'), body });
  });
  routes.get(`${base}/new/need`, async c => {
    const t = speakerFor(c);
    const back = (await standingMandates(c, deps)).length === 0 ? base : `${base}/new/capacity`;
    const body = <NeedPage t={t} answers={readAnswers(c.req.query())} back={back} />;
    return show(c, deps, { title: t('legalise.need'), body });
  });
  routes.get(`${base}/new/nature`, c => askNature(c, deps));
  routes.get(`${base}/new/office`, c => askOffice(c, deps, readAnswers(c.req.query()), undefined));
  routes.post(`${base}/new`, c => open(c, deps));
  return routes;
}

/** Answers with a page for whoever is signed in. */
export async function show(
  c: AccountContext,
  deps: LegaliseDeps,
  page: Omit<AccountPage, 'holder' | 'narrow'>,
): Promise<Response> {
  const { name: holder } = await readHolder(deps, personOf(c));
  return answerPage(c, deps, { ...page, holder, narrow: true });
}

interface Standing {
  readonly organisation: OwnOrganisation['organisation'];
  readonly mandate: MandateListed;
}

async function standingMandates(c: AccountContext, deps: LegaliseDeps): Promise<readonly Standing[]> {
  const own = await deps.mandates.listOwn(personOf(c));
  return own.flatMap(({ organisation, mandates }) =>
    mandates.filter(({ fault }) => fault === null).map(mandate => ({ organisation, mandate })),
  );
}

async function communesOf({ db }: LegaliseDeps): Promise<readonly Commune[]> {
  return db.transaction({}, tx => listRealCommunes(tx));
}

/** The commune answered, or the only one there is. */
function communeIn(communes: readonly Commune[], { communeId }: Answers): Commune | undefined {
  return communes.length === 1 ? communes[0] : communes.find(({ id }) => id === communeId);
}

async function askNature(c: AccountContext, deps: LegaliseDeps): Promise<Response> {
  const t = speakerFor(c);
  const answers = readAnswers(c.req.query());
  if (answers.need !== needVersion) return c.redirect(pathOf('need', answers), 303);
  const communes = await communesOf(deps);
  const commune = communeIn(communes, answers);
  if (!commune) {
    const body = <CommunePage t={t} answers={answers} communes={communes} />;
    return show(c, deps, { title: t('legalise.commune'), body });
  }
  const offer = await deps.distance.readOffer(commune.id);
  const chosen = { ...answers, communeId: commune.id };
  const body = <NaturePage t={t} answers={chosen} offer={offer} commune={commune.name} />;
  return show(c, deps, { title: t('legalise.nature'), body });
}

/** Why a nature is not open, its warning, or the office: whichever stands in the way first. */
async function askOffice(
  c: AccountContext,
  deps: LegaliseDeps,
  answers: Answers,
  error: string | undefined,
): Promise<Response> {
  const t = speakerFor(c);
  const commune = communeIn(await communesOf(deps), answers);
  if (!commune || answers.need !== needVersion) return c.redirect(pathOf('nature', answers), 303);
  const offer = await deps.distance.readOffer(commune.id);
  const found = offer.natures.find(({ nature }) => nature.code === answers.nature);
  if (!found) return c.redirect(pathOf('nature', answers), 303);
  const asked = { t, answers, found };
  const title = found.nature.label[t.language];
  if (found.nature.rule === 'refuse' || !found.rule?.enabled)
    return show(c, deps, { title, body: <ClosedPage {...asked} /> });
  if (found.nature.rule === 'warn' && !answers.warned) {
    const unread = c.req.query('asked') === 'yes';
    const body = <WarningPage {...asked} unread={unread} />;
    return show(c, deps, { title: t('legalise.warning'), body, ...(unread && { status: 422 as const }) });
  }
  const arrondissements = await arrondissementsOf(deps, commune.id);
  const limited = (await mandateOf(c, deps, answers))?.mandate.most != null;
  const formToken = c.get('formToken');
  const body = (
    <OfficePage
      {...asked}
      offer={offer}
      arrondissements={arrondissements}
      formToken={formToken}
      limited={limited}
      error={error}
    />
  );
  return show(c, deps, { title: t('legalise.office'), body, ...(error !== undefined && { status: 422 as const }) });
}

async function arrondissementsOf({ db }: LegaliseDeps, communeId: CommuneId) {
  const listed = await db.transaction({ communeId }, tx => listArrondissements(tx, communeId));
  return new Map(listed.map(({ id, name }) => [id as string, name]));
}

async function mandateOf(c: AccountContext, deps: LegaliseDeps, { mandateId }: Answers): Promise<Standing | undefined> {
  if (mandateId === undefined) return undefined;
  return (await standingMandates(c, deps)).find(({ mandate }) => mandate.id === mandateId);
}

async function open(c: AccountContext, deps: LegaliseDeps): Promise<Response> {
  const typed = await readForm(c);
  const answers = readAnswers(typed);
  const commune = communeIn(await communesOf(deps), answers);
  if (!commune || answers.nature === undefined) return c.redirect(pathOf('nature', answers), 303);
  const begun = await beginWith(c, deps, { typed, answers, communeId: commune.id, nature: answers.nature });
  if (begun.ok) return c.redirect(`${base}/${begun.value.requestId}/document`, 303);
  return askOffice(c, deps, answers, speakerFor(c).refusal(begun.refusal));
}

async function beginWith(
  c: AccountContext,
  deps: LegaliseDeps,
  asked: {
    readonly typed: Readonly<Record<string, string>>;
    readonly answers: Answers;
    readonly communeId: CommuneId;
    readonly nature: NatureAtDistance['nature']['code'];
  },
): ReturnType<LegaliseDeps['distance']['begin']> {
  const { typed, answers, communeId, nature } = asked;
  const office = typed['office'];
  if (office === undefined || !isId(office)) return refuse('distance.office-not-competent');
  const capacity = await capacityOf(c, deps, answers, typed['worth'] ?? '');
  if (!capacity.ok) return capacity;
  return deps.distance.begin(personOf(c), {
    key: keyOf(typed),
    communeId,
    officeId: asId<OfficeId>(office),
    nature,
    need: answers.need ?? '',
    warningRead: answers.warned,
    signedFor: capacity.value,
  });
}

async function capacityOf(
  c: AccountContext,
  deps: LegaliseDeps,
  answers: Answers,
  worth: string,
): Promise<Result<Parameters<LegaliseDeps['distance']['begin']>[1]['signedFor']>> {
  if (answers.mandateId === undefined) return { ok: true, value: null };
  const found = await mandateOf(c, deps, answers);
  if (!found) return refuse('distance.mandate-gone');
  const read = readWorth(worth);
  if (!read.ok) return read;
  return { ok: true, value: { organisationId: found.organisation.id, mandateId: found.mandate.id, worth: read.value } };
}
