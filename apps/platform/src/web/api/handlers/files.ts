import { asId, ok, type PersonId } from '../../../kernel/index.ts';
import type { OpenedProposal, OpenedRights, ProposalId, RightsRequestId } from '../../../modules/identity/index.ts';
import { listStaffNames } from '../../../modules/organisation/index.ts';
import { type KeyDataProposalView, type KeyDataView, type RightsRequestView, routes } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, serve } from '../serve.ts';
import { viewPerson } from '../views/person-view.ts';

/** Key data at the counter, their second pair of eyes, and the data-protection desk. */
export function mountFiles(api: Api, deps: ApiDeps): void {
  mountKeyData(api, deps);
  mountRightsDesk(api, deps);
}

function mountKeyData(api: Api, { db, identity, profile }: ApiDeps): void {
  serve(api, routes.readKeyData, async ({ actor, params }) => {
    const file = await identity.getFile(actor, asId(params.personId));
    if (!file.ok) return file;
    const { documents, contacts } = viewPerson(file.value);
    const { id: personId, name, birthDate, birthPlace = null, address = null, language } = file.value;
    const masked = documents.map(({ id, type, numberMasked }) => ({ id, type, numberMasked }));
    const view: KeyDataView = { personId, name, birthDate, birthPlace, address, language, documents: masked, contacts };
    return ok(view);
  });
  serve(api, routes.changeKeyData, async ({ actor, params, body, key }) => {
    const { document, ...changes } = body.changes;
    const typed = {
      ...changes,
      ...(document && { document: { id: asId<never>(document.id), number: document.number } }),
    };
    const { reason, seen } = body;
    return profile.changeKeyData(
      actor,
      { personId: asId<PersonId>(params.personId), changes: typed, reason, seen },
      key,
    );
  });
  serve(api, routes.awaitingKeyData, async ({ actor }) => {
    const found = await profile.listAwaiting(actor);
    if (!found.ok) return found;
    const { communeId } = actor;
    const names = await db.transaction({ communeId }, tx =>
      listStaffNames(
        tx,
        communeId,
        found.value.map(({ madeBy }) => madeBy),
      ),
    );
    return ok({
      changes: found.value.map(({ proposalId, fields, madeBy, madeAt, expiresAt }) => ({
        proposalId,
        fields: [...fields],
        proposedBy: names.get(madeBy) ?? null,
        mine: madeBy === actor.staffId,
        madeAt: madeAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
      })),
    });
  });
  serve(api, routes.openKeyDataChange, async ({ actor, params }) => {
    const opened = await profile.openProposal(actor, asId<ProposalId>(params.proposalId));
    return opened.ok ? ok(viewProposal(params.proposalId, opened.value)) : opened;
  });
  serve(api, routes.decideKeyDataChange, async ({ actor, params, body, key }) => {
    const decision = { proposalId: asId<ProposalId>(params.proposalId), ...body };
    const decided = await profile.decide(actor, decision, key);
    return decided.ok ? ok({ done: true as const }) : decided;
  });
}

function viewProposal(proposalId: string, { file, changes }: OpenedProposal): KeyDataProposalView {
  const { id, name, birthDate } = file;
  return {
    proposalId,
    person: { id, name, birthDate },
    reason: changes[0]?.reason ?? '',
    seen: changes[0]?.seen ?? '',
    changes: changes.map(each => ({ field: each.field, old: each.old, new: each.new, state: each.state })),
  };
}

function mountRightsDesk(api: Api, { rights }: ApiDeps): void {
  serve(api, routes.askRights, ({ actor, params, body, key }) =>
    rights.askAtCounter(actor, { personId: asId<PersonId>(params.personId), ...body }, key),
  );
  serve(api, routes.listRights, async ({ actor }) => {
    const found = await rights.listForDesk(actor);
    return found.ok ? ok({ requests: found.value.map(viewLine) }) : found;
  });
  serve(api, routes.openRights, async ({ actor, params }) => {
    const opened = await rights.openForDesk(actor, asId<RightsRequestId>(params.requestId));
    return opened.ok ? ok(viewRights(opened.value)) : opened;
  });
  serve(api, routes.answerRights, async ({ actor, params, body, key }) => {
    const given = { requestId: asId<RightsRequestId>(params.requestId), ...body };
    const answered = await rights.answer(actor, given, key);
    return answered.ok ? ok({ done: true as const }) : answered;
  });
}

function viewLine(
  line: Pick<
    OpenedRights['request'],
    'id' | 'number' | 'kind' | 'channel' | 'state' | 'askedAt' | 'dueAt' | 'executesAt'
  >,
) {
  const { id, number, kind, channel, state, askedAt, dueAt, executesAt } = line;
  const times = { askedAt: askedAt.toISOString(), dueAt: dueAt.toISOString() };
  return { id, number, kind, channel, state, ...times, executesAt: executesAt?.toISOString() ?? null };
}

function viewRights({ request, events, file, plan }: OpenedRights): RightsRequestView {
  const { words, answer, ground, basis } = request;
  return {
    ...viewLine(request),
    words,
    answer,
    ground,
    basis,
    person: file ? { id: file.id, name: file.name } : null,
    plan: plan
      ? {
          goes: [...plan.goes],
          stays: plan.stays.map(({ kind, count }) => ({ kind, count })),
          blocks: plan.blocks.map(({ kind, count }) => ({ kind, count })),
        }
      : null,
    events: events.map(({ kind, at }) => ({ kind, at: at.toISOString() })),
  };
}
