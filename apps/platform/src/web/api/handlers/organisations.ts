import {
  asId,
  type MandateId,
  ok,
  type OrganisationId,
  type PersonId,
  refuse,
  type Result,
  type StaffActor,
} from '../../../kernel/index.ts';
import type { Translator } from '../../../platform/messages/index.ts';
import { type FindOrganisationBody, type OrganisationCard, routes } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, serve } from '../serve.ts';
import { viewOrganisation, viewOrganisationLine, viewTerms, viewUsable } from '../views/organisation-view.ts';
import { answerChanged } from './overview.ts';
import { at } from './requests.ts';

/** Organisations, who acts for them, and for whom a signatory signs. */
export function mountOrganisations(api: Api, deps: ApiDeps): void {
  const { mandates } = deps;
  serve(api, routes.organisationTerms, async ({ t }) => ok(viewTerms(t, deps.catalogue)));
  serve(api, routes.searchOrganisations, async ({ actor, body, t }) => {
    const found = await mandates.search(actor, body.name);
    return found.ok ? ok({ organisations: found.value.map(each => viewOrganisationLine(t, each)) }) : found;
  });
  serve(api, routes.findOrganisation, async ({ actor, body, t }) => {
    const asked = exactNumber(body);
    const found = asked ? await mandates.find(actor, asked) : refuse('mandates.register-missing');
    return found.ok ? ok({ organisation: found.value ? viewOrganisation(t, found.value) : null }) : found;
  });
  serve(api, routes.openOrganisation, ({ actor, params, t }) => open(deps, { actor, t }, asId(params.organisationId)));
  serve(api, routes.enrolOrganisation, async ({ actor, body, key, t }) => {
    const { despiteName, ...typed } = body;
    const enrolled = await mandates.enrol(actor, { typed, despiteName }, key);
    return enrolled.ok ? ok(viewOrganisation(t, enrolled.value.file, enrolled.value.warnings)) : enrolled;
  });
  serve(api, routes.changeOrganisation, async ({ actor, params, body, key, t }) => {
    const { reason, ...typed } = body;
    const organisationId = asId<OrganisationId>(params.organisationId);
    const changed = await mandates.change(actor, { organisationId, typed, reason }, key);
    return changed.ok ? ok(viewOrganisation(t, changed.value.file, changed.value.warnings)) : changed;
  });
  mountMandates(api, deps);
}

function mountMandates(api: Api, deps: ApiDeps): void {
  const { mandates, legalisation } = deps;
  serve(api, routes.recordMandate, async ({ actor, params, body, key, t }) => {
    const organisationId = asId<OrganisationId>(params.organisationId);
    const typed = { ...body, organisationId, personId: asId<PersonId>(body.personId) };
    const recorded = await mandates.record(actor, typed, key);
    return recorded.ok ? open(deps, { actor, t }, organisationId) : recorded;
  });
  serve(api, routes.endMandate, async ({ actor, params, body, key, t }) => {
    const organisationId = asId<OrganisationId>(params.organisationId);
    const ending = { ...body, organisationId, mandateId: asId<MandateId>(params.mandateId) };
    const ended = await mandates.end(actor, ending, key);
    return ended.ok ? open(deps, { actor, t }, organisationId) : ended;
  });
  serve(api, routes.usableMandates, async ({ actor, params, t }) => {
    const usable = await mandates.listUsable(actor, asId(params.personId));
    return usable.ok ? ok({ mandates: usable.value.map(each => viewUsable(t, each)) }) : usable;
  });
  serve(api, routes.represent, async call => {
    const { signedFor } = call.body;
    const personId = asId<PersonId>(call.params.personId);
    const representation = signedFor && {
      organisationId: asId<OrganisationId>(signedFor.organisationId),
      mandateId: asId<MandateId>(signedFor.mandateId),
      worth: signedFor.worth,
    };
    const command = { ...at(call), personId, signedFor: representation };
    return answerChanged(deps, call, await legalisation.represent(call.actor, command));
  });
}

async function open(
  { mandates }: ApiDeps,
  { actor, t }: { readonly actor: StaffActor; readonly t: Translator },
  organisationId: OrganisationId,
): Promise<Result<OrganisationCard>> {
  const file = await mandates.get(actor, organisationId);
  return file.ok ? ok(viewOrganisation(t, file.value)) : file;
}

function exactNumber({ kind, registration, ice, reason }: FindOrganisationBody) {
  if (ice !== undefined && ice.trim() !== '') return { ice, reason };
  return kind && registration ? { kind, registration, reason } : undefined;
}
