import { asId, ok, type Result, refuse, type StaffId } from '../../../kernel/index.ts';
import {
  type ChangeProposalId,
  filterRoster,
  type GivenPosting,
  type HandedCode,
  listHistory,
  listStatementsInForce,
  movementsOf,
  placeOf,
} from '../../../modules/organisation/index.ts';
import { routes } from '../contract/index.ts';
import type { StaffFile } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, type Call, serve } from '../serve.ts';
import { viewStaffLine } from '../views/administration-view.ts';
import { viewEvent } from '../views/event-view.ts';
import { viewProposal } from '../views/change-proposal-view.ts';
import { inPlainNames, readRole, readSurrounding } from './surrounding.ts';
import { keepAddress, readAddress } from './work-address.ts';

const pageLength = 25;
const done = { done: true } as const;

/** What administrators do about the people of their commune. */
export function mountAdministration(api: Api, deps: ApiDeps): void {
  const { administration } = deps;
  serve(api, routes.listStaff, call => listStaff(deps, call));
  serve(api, routes.readStaff, call => readStaff(deps, call));
  serve(api, routes.takeOnStaff, ({ actor, body, key }) => administration.takeOn(actor, body.name, key));
  serve(api, routes.handOverCode, async ({ actor, params, body }) => {
    const handed = await administration.handOverCode(actor, asId(params.staffId), body.lost);
    if (!handed.ok) return handed;
    const code = handed.value.outcome === 'code' ? viewCode(handed.value.code) : null;
    return ok({ outcome: code ? 'code' : 'proposed', code });
  });
  serve(api, routes.givePosting, async ({ actor, params, body, key, t }) => {
    const role = readRole(body.role);
    if (!role.ok) return role;
    const asked = {
      staffId: asId<StaffId>(params.staffId),
      role: role.value,
      jurisdiction: readJurisdiction(body.jurisdiction),
      validFrom: new Date(body.validFrom),
      validUntil: body.validUntil === null ? null : new Date(body.validUntil),
      coversId: body.covers === null ? null : asId<StaffId>(body.covers),
    };
    const given = inPlainNames(t, await administration.givePosting(actor, asked, key));
    return given.ok ? ok({ outcome: given.value.outcome }) : given;
  });
  serve(api, routes.endPosting, async ({ actor, params, key }) =>
    answerDone(await administration.endPosting(actor, asId(params.postingId), key)),
  );
  serve(api, routes.keepStaffAddress, ({ actor, params, body }) =>
    keepAddress(deps, actor, { staffId: asId<StaffId>(params.staffId), ...body }),
  );
  serve(api, routes.leaveStaff, async ({ actor, params, key }) =>
    answerDone(await administration.leave(actor, asId(params.staffId), key)),
  );
  serve(api, routes.listChangeProposals, async call => {
    const around = await readSurrounding(deps, call);
    if (!around.ok) return around;
    const proposals = await administration.listProposals(call.actor);
    if (!proposals.ok) return proposals;
    return ok({ proposals: proposals.value.map(each => viewProposal(around.value, call.actor, each)) });
  });
  serve(api, routes.decideChangeProposal, async call => {
    const { actor, params, body, key, t } = call;
    const proposalId = asId<ChangeProposalId>(params.proposalId);
    const decided = inPlainNames(t, await administration.decide(actor, { proposalId, decision: body.decision }, key));
    return decided.ok ? ok({ code: decided.value && viewCode(decided.value) }) : decided;
  });
  serve(api, routes.listMovements, async call => {
    const around = await readSurrounding(deps, call);
    if (!around.ok) return around;
    const found = movementsOf([...around.value.roster.values()], around.value.use, around.value.now);
    return ok({
      lines: found.map(({ entry, movements }) => ({
        ...viewStaffLine(around.value, entry),
        movements: [...movements],
      })),
    });
  });
  serve(api, routes.listHistory, call => readHistory(deps, call));
}

function answerDone(result: Result<null>): Result<typeof done> {
  return result.ok ? ok(done) : result;
}

function viewCode({ code, expiresAt }: HandedCode) {
  return { code, expiresAt: expiresAt.toISOString() };
}

/** The place of a posting as it was sent: the schema has checked that its ids are ids. */
function readJurisdiction(sent: Call<typeof routes.givePosting>['body']['jurisdiction']): GivenPosting['jurisdiction'] {
  if (sent.level === 'office') return { level: 'office', officeId: asId(sent.officeId) };
  if (sent.level === 'arrondissement')
    return { level: 'arrondissement', arrondissementId: asId(sent.arrondissementId) };
  return { level: 'commune' };
}

async function listStaff(deps: ApiDeps, call: Call<typeof routes.listStaff>) {
  const around = await readSurrounding(deps, call);
  if (!around.ok) return around;
  const { text, office, role, state, page } = call.query;
  const found = around.value.offices.find(({ id }) => id === office);
  const filter = { text, place: found ? placeOf(found) : null, role: role ?? null, state: state ?? null };
  const entries = filterRoster([...around.value.roster.values()], filter, around.value.now);
  const pages = Math.max(1, Math.ceil(entries.length / pageLength));
  const shown = Math.min(page, pages);
  const lines = entries.slice((shown - 1) * pageLength, shown * pageLength);
  return ok({
    staff: lines.map(entry => viewStaffLine(around.value, entry)),
    total: entries.length,
    page: shown,
    pages,
  });
}

async function readStaff(deps: ApiDeps, call: Call<typeof routes.readStaff>): Promise<Result<StaffFile>> {
  const around = await readSurrounding(deps, call);
  if (!around.ok) return around;
  const { actor, params } = call;
  const { communeId } = actor;
  const staffId = asId<StaffId>(params.staffId);
  const entry = around.value.roster.get(staffId);
  if (!entry) return refuse('organisation.staff-unknown');
  const [statements, history] = await deps.db.transaction({ communeId }, async tx => [
    await listStatementsInForce(tx, communeId, staffId, around.value.now),
    await listHistory(tx, actor, { communeId, subjectId: staffId }),
  ]);
  if (!history.ok) return history;
  const address = await readAddress(deps, actor, staffId);
  if (!address.ok) return address;
  return ok({
    ...viewStaffLine(around.value, entry, true),
    address: address.value,
    leftAt: entry.leftAt?.toISOString() ?? null,
    own: actor.staffId === staffId,
    statements: statements.map(({ body }) => ({
      id: body.id,
      kind: body.kind,
      reference: body.kind === 'delegation' ? body.reference : '',
      validUntil: new Date(body.validUntil).toISOString(),
    })),
    events: history.value.events.map(event => viewEvent(around.value, event)),
  });
}

async function readHistory(deps: ApiDeps, call: Call<typeof routes.listHistory>) {
  const around = await readSurrounding(deps, call);
  if (!around.ok) return around;
  const { communeId } = call.actor;
  const { before, subject } = call.query;
  const asked = {
    communeId,
    ...(before !== undefined && { before: asId(before) }),
    ...(subject !== undefined && { subjectId: asId(subject) }),
  };
  const history = await deps.db.transaction({ communeId }, tx => listHistory(tx, call.actor, asked));
  if (!history.ok) return history;
  const { events, more } = history.value;
  return ok({ events: events.map(event => viewEvent(around.value, event)), more });
}
