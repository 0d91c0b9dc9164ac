import { z } from 'zod';
import { getValue, type PersonId } from '../../../kernel/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import { namesOf, type SubjectVault } from '../../identity/index.ts';
import { decodeSample, sampleToSvg } from '../signature-sample/index.ts';
import * as store from './file-store.ts';
import type { VisitId } from './model.ts';
import { placeOf } from './places.ts';

const wordsShape = z.object({ specimen: z.string().optional(), fingerprint: z.string().optional() });
const evidenceShape = z.object({ evidence: z.string(), reference: z.string().optional() });
const witnessShape = z.object({ name: z.object({ arabic: z.string(), latin: z.string() }) });

/**
 * All that was taken of a person at visits, for their archive: visits, what they agreed to by version, specimens (SVG, and the record of
 * ISO/IEC 19794-7 as base64), guardianships of either side, and statements before witnesses. Of anybody else only the name. In a
 * transaction of the person; it is left so.
 */
export async function tellVisits(tx: Tx, vault: SubjectVault, personId: PersonId) {
  await rebind(tx, { personId });
  const open = async (place: string, sealed: Buffer): Promise<string> =>
    (await vault.open(tx, personId, place, sealed)).toString('utf8');
  const rows = await store.listVisits(tx, personId);
  const visits = [];
  for (const {
    id,
    wordsSealed,
    kind,
    cardRead,
    communeId,
    attestation,
    specimenSkipped,
    fingerprintSkipped,
    at,
  } of rows)
    visits.push({
      at,
      kind,
      communeId,
      cardRead,
      attestation,
      specimenSkipped,
      fingerprintSkipped,
      words: wordsSealed === null ? null : wordsShape.parse(JSON.parse(await open(placeOf.words(id), wordsSealed))),
      corrections: await tellCorrections(tx, personId, id, open),
    });
  return {
    visits,
    consents: await tellConsents(tx, rows),
    specimens: await tellSpecimens(tx, vault, personId),
    statements: await tellStatements(tx, personId, open),
    guardianships: await tellGuardianships(tx, personId, open),
  };
}

type Open = (place: string, sealed: Buffer) => Promise<string>;

async function tellCorrections(tx: Tx, personId: PersonId, visitId: VisitId, open: Open) {
  const told = [];
  for (const { field, visitId: of, declaredSealed, cardSealed } of await store.listCorrections(tx, personId))
    if (of === visitId)
      told.push({
        field,
        declared: await open(placeOf.declared(visitId, field), declaredSealed),
        card: await open(placeOf.card(visitId, field), cardSealed),
      });
  return told;
}

async function tellConsents(tx: Tx, visits: readonly store.VisitTold[]) {
  const told = [];
  for (const { preEnrolmentId, notice, consent, language, mode, at } of visits) {
    const declared = preEnrolmentId === null ? undefined : await store.findDeclaredConsent(tx, preEnrolmentId);
    if (declared) told.push({ where: 'pre-enrolment' as const, notice: declared.version, at: declared.at });
    told.push({ where: 'visit' as const, notice, consent, language, mode, at });
  }
  return told;
}

async function tellSpecimens(tx: Tx, vault: SubjectVault, personId: PersonId) {
  const kept = await store.listAllSpecimens(tx, personId);
  const opened = await vault.openAll(
    tx,
    kept.map(({ id, sealed }) => ({ subject: personId, place: placeOf.specimen(id), sealed })),
  );
  return kept.map(({ position, takenAt, supersededAt }, index) => {
    const record = opened[index] ?? Buffer.alloc(0);
    return {
      position,
      takenAt,
      supersededAt,
      svg: sampleToSvg(getValue(decodeSample(record))),
      iso: record.toString('base64'),
    };
  });
}

async function tellStatements(tx: Tx, personId: PersonId, open: Open) {
  const witnesses = await store.listWitnesses(tx, personId);
  const told = [];
  for (const { visitId, ...statement } of await store.listAssistances(tx, personId)) {
    const names = [];
    for (const { visitId: of, position, identitySealed } of witnesses)
      if (of === visitId)
        names.push(witnessShape.parse(JSON.parse(await open(placeOf.witness(visitId, position), identitySealed))).name);
    told.push({ ...statement, witnesses: names });
  }
  return told;
}

async function tellGuardianships(tx: Tx, personId: PersonId, open: Open) {
  const all = await store.listGuardianships(tx, personId);
  const evidence = new Map<string, z.infer<typeof evidenceShape>>();
  for (const { id, wardId, evidenceSealed } of all)
    if (wardId === personId)
      evidence.set(id, evidenceShape.parse(JSON.parse(await open(placeOf.evidence(id), evidenceSealed))));
  const names = await namesOf(
    tx,
    all.map(({ wardId, guardianId }) => (wardId === personId ? guardianId : wardId)),
  );
  await rebind(tx, { personId });
  const plain = ({ authority, validFrom, validUntil, endedAt }: store.GuardianshipTold, other: PersonId) => {
    return { name: names.get(other) ?? null, authority, validFrom, validUntil, endedAt };
  };
  return {
    asWard: all
      .filter(({ wardId }) => wardId === personId)
      .map(each => ({ ...plain(each, each.guardianId), ...evidence.get(each.id) })),
    asGuardian: all.filter(({ guardianId }) => guardianId === personId).map(each => plain(each, each.wardId)),
  };
}
