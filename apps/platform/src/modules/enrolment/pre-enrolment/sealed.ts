import type { Tx } from '../../../platform/db/index.ts';
import type { SubjectVault } from '../../identity/index.ts';
import { decodeSample, encodeSample, type SignatureSample } from '../signature-sample/index.ts';
import type { Facts, PreEnrolmentId } from './model.ts';

const placeOf = (id: PreEnrolmentId, column: 'facts' | 'signature'): string =>
  `enrolment.pre_enrolment/${id}/${column}`;

/** Seals what was declared. */
export function sealFacts(vault: SubjectVault, tx: Tx, id: PreEnrolmentId, facts: Facts): Promise<Buffer> {
  return vault.seal(tx, id, placeOf(id, 'facts'), Buffer.from(JSON.stringify(facts)));
}

/** Opens what `sealFacts` sealed. */
export async function openFacts(vault: SubjectVault, tx: Tx, id: PreEnrolmentId, sealed: Buffer): Promise<Facts> {
  const facts: Facts = JSON.parse((await vault.open(tx, id, placeOf(id, 'facts'), sealed)).toString());
  return facts;
}

/** Seals a drawn signature, coded as ISO/IEC 19794-7. */
export function sealSample(vault: SubjectVault, tx: Tx, id: PreEnrolmentId, sample: SignatureSample): Promise<Buffer> {
  return vault.seal(tx, id, placeOf(id, 'signature'), encodeSample(sample));
}

/** Opens what `sealSample` sealed. Throws on octets that we never wrote. */
export async function openSample(
  vault: SubjectVault,
  tx: Tx,
  id: PreEnrolmentId,
  sealed: Buffer,
): Promise<SignatureSample> {
  const sample = decodeSample(await vault.open(tx, id, placeOf(id, 'signature'), sealed));
  if (!sample.ok) throw new Error('a kept signature is none');
  return sample.value;
}
