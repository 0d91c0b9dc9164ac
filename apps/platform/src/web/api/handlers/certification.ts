import { asId, type MandateId, ok, type OrganisationId, type PageId, type PersonId } from '../../../kernel/index.ts';
import type { AheadId, OwnAhead } from '../../../modules/certification/index.ts';
import type { IdentityDocumentId } from '../../../modules/identity/index.ts';
import { routes } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, type Call, serve } from '../serve.ts';
import { answerChanged } from './overview.ts';
import { at, listed } from './requests.ts';

/** Certified copies at the counter. */
export function mountCertification(api: Api, deps: ApiDeps): void {
  const { certification } = deps;
  serve(api, routes.openCertification, async call =>
    answerChanged(
      deps,
      call,
      await certification.open(call.actor, { key: call.key, officeId: asId(call.body.officeId) }),
    ),
  );
  serve(api, routes.addHolder, async call => {
    const { personId, identityDocumentId } = call.body;
    const who = {
      personId: asId<PersonId>(personId),
      identityDocumentId: asId<IdentityDocumentId>(identityDocumentId),
    };
    return answerChanged(deps, call, await certification.addHolder(call.actor, { ...at(call), ...who }));
  });
  serve(api, routes.removeHolder, async call => {
    const personId = asId<PersonId>(call.params.personId);
    return answerChanged(deps, call, await certification.removeHolder(call.actor, { ...at(call), personId }));
  });
  serve(api, routes.showFor, call => showFor(deps, call));
  serve(api, routes.signForCopy, async call => {
    const { pad, strokes } = call.body;
    const command = { ...at(call), personId: asId<PersonId>(call.params.personId), drawn: { pad, strokes } };
    return answerChanged(deps, call, await certification.keepSignature(call.actor, command));
  });
  serve(api, routes.describeOriginal, call => describe(deps, call));
  serve(api, routes.checkOriginal, async call => {
    const { check, made } = call.body;
    return answerChanged(deps, call, await certification.check(call.actor, { ...at(call), check, made }));
  });
  serve(api, routes.comparePage, async call => {
    const page = { pageId: asId<PageId>(call.body.pageId), compared: call.body.compared };
    return answerChanged(deps, call, await certification.compare(call.actor, { ...at(call), ...page }));
  });
  serve(api, routes.checkRenewal, async call => {
    const { checks, heldAgainst } = call.body;
    const said = { checks, heldAgainst, compared: call.body.compared.map(id => asId<PageId>(id)) };
    const checked = await certification.checkRenewed(call.actor, { ...at(call), said });
    return checked.ok ? answerChanged(deps, call, checked) : { ok: false, refusal: listed(checked.refusal) };
  });
  serve(api, routes.chooseReissues, async call => {
    const { reissues } = call.body;
    return answerChanged(deps, call, await certification.chooseReissues(call.actor, { ...at(call), reissues }));
  });
  serve(api, routes.listAhead, async ({ actor, params }) => {
    const scans = await deps.originals.listForCounter(actor, asId(params.requestId));
    return scans.ok ? ok({ scans: scans.value.map(viewAhead) }) : scans;
  });
  serve(api, routes.takeAhead, async call => {
    const aheadId = asId<AheadId>(call.params.aheadId);
    return answerChanged(deps, call, await deps.originals.takeAhead(call.actor, { ...at(call), aheadId }));
  });
  serve(api, routes.submitCertification, async call => {
    const submitted = await certification.submit(call.actor, at(call));
    return submitted.ok ? answerChanged(deps, call, submitted) : { ok: false, refusal: listed(submitted.refusal) };
  });
}

function viewAhead({ id, reference, kind, pages, madeAt, lapsesAt }: OwnAhead) {
  return { id, reference, kind, pages, madeAt: madeAt.toISOString(), lapsesAt: lapsesAt.toISOString() };
}

async function showFor(deps: ApiDeps, call: Call<typeof routes.showFor>) {
  const { signedFor } = call.body;
  const command = {
    ...at(call),
    personId: asId<PersonId>(call.params.personId),
    signedFor: signedFor && {
      organisationId: asId<OrganisationId>(signedFor.organisationId),
      mandateId: asId<MandateId>(signedFor.mandateId),
    },
  };
  return answerChanged(deps, call, await deps.certification.represent(call.actor, command));
}

/** A name in one script stands for both where the original bears it in one only. */
async function describe(deps: ApiDeps, call: Call<typeof routes.describeOriginal>) {
  const { version: _, issuer, ownNumber, ...rest } = call.body;
  const { arabic = '', latin = '' } = issuer ?? {};
  const named = arabic === '' && latin === '' ? null : { arabic: arabic || latin, latin: latin || arabic };
  const described = {
    ...rest,
    ...(issuer !== undefined && { issuer: named }),
    ...(ownNumber !== undefined && { ownNumber: ownNumber === '' ? null : ownNumber }),
  };
  return answerChanged(deps, call, await deps.certification.describe(call.actor, { ...at(call), described }));
}
