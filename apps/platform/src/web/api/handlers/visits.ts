import { civilDate, asId, ok, type OfficeId, refuse, type Result, type StaffActor } from '../../../kernel/index.ts';
import {
  guardianPowers,
  type MachineReadable,
  readMachineReadable,
  sampleToSvg,
  skipReasons,
  type VisitReport,
  visitSentences,
} from '../../../modules/enrolment/index.ts';
import { findOffice, placeOf } from '../../../modules/organisation/index.ts';
import { routes } from '../contract/index.ts';
import type { VisitCatalogueView, ZoneView } from '../contract/index.ts';
import type { ApiDeps, VisitPorts } from '../ports.ts';
import { type Api, type Call, serve } from '../serve.ts';
import { viewPerson } from '../views/person-view.ts';

/** The one visit at the counter. */
export function mountVisits(api: Api, deps: ApiDeps): void {
  const { identity, clock } = deps;
  const { service } = deps.visits;
  serve(api, routes.visitCatalogue, async () => ok(viewVisitCatalogue(deps.visits)));
  serve(api, routes.readZone, async ({ body }) => viewZone(readMachineReadable(body.text, civilDate(clock()))));
  serve(api, routes.completeVisit, async call => {
    const report = await reportOf(deps, call.actor, call.body);
    if (!report.ok) return report;
    const done = await service.complete(call.actor, report.value, call.key);
    if (!done.ok) return done;
    const file = await identity.getFile(call.actor, done.value.personId);
    return file.ok ? ok({ visitId: done.value.visitId, person: viewPerson(file.value) }) : file;
  });
  serve(api, routes.readSpecimens, async ({ actor, params }) => {
    const specimens = await service.readSpecimens(actor, asId(params.personId));
    if (!specimens.ok) return specimens;
    return ok({
      specimens: specimens.value.map(({ id, position, takenAt, sample }) => ({
        id,
        position,
        takenAt: takenAt.toISOString(),
        svg: sampleToSvg(sample),
      })),
    });
  });
}

function viewVisitCatalogue({ service, bridge }: VisitPorts): VisitCatalogueView {
  return {
    attestation: visitSentences.attestation,
    notice: visitSentences.notice,
    consent: visitSentences.consent,
    warning: visitSentences.warning,
    fingerprintConsent: visitSentences.fingerprint,
    specimenSkips: [...skipReasons.specimen],
    fingerprintSkips: [...skipReasons.fingerprint],
    fingerprintsOpen: service.fingerprintsOpen(),
    guardianPowers: { version: guardianPowers.version, rows: guardianPowers.rows.map(row => ({ ...row })) },
    bridge,
  };
}

function viewZone(read: Result<MachineReadable>): Result<ZoneView> {
  if (!read.ok) return read;
  const { issuer = null, birthDate = null, expiresOn = null, ...rest } = read.value;
  return ok({ ...rest, issuer, birthDate, expiresOn });
}

type Body = Call<typeof routes.completeVisit>['body'];

/** What was sent, in the words of the room. */
async function reportOf({ db }: ApiDeps, actor: StaffActor, body: Body): Promise<Result<VisitReport>> {
  const { communeId } = actor;
  const office = await db.transaction({ communeId }, tx => findOffice(tx, communeId, asId<OfficeId>(body.officeId)));
  if (!office) return refuse('identity.not-allowed');
  const { specimen, fingerprint, guardian, assistance, preEnrolmentId } = body;
  return ok({
    place: placeOf(office),
    ...(preEnrolmentId !== null && { preEnrolmentId: asId(preEnrolmentId) }),
    cardRead: body.cardRead,
    subject: subjectOf(body.subject),
    attestation: body.attestation,
    notice: body.notice,
    specimen: 'samples' in specimen ? specimen.samples : specimen,
    fingerprint:
      'template' in fingerprint
        ? { ...fingerprint, template: Buffer.from(fingerprint.template, 'base64') }
        : fingerprint,
    ...(guardian && { guardian: guardianOf(guardian) }),
    ...(assistance && { assistance }),
  });
}

function subjectOf(subject: Body['subject']): VisitReport['subject'] {
  if ('enrol' in subject) {
    const { birthDate, ...rest } = subject.enrol;
    return { kind: 'enrolled', enrolment: { ...rest, birthDate: birthDate ?? undefined } };
  }
  return {
    kind: 'completed',
    personId: asId(subject.personId),
    documentId: asId(subject.identityDocumentId),
  };
}

function guardianOf(guardian: NonNullable<Body['guardian']>): VisitReport['guardian'] {
  const { personId, identityDocumentId, ...rest } = guardian;
  return { ...rest, personId: asId(personId), documentId: asId(identityDocumentId) };
}
