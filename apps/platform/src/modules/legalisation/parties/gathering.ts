import { ok, type Result } from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { ServiceRequest } from '../../requests/index.ts';
import {
  deleteSignatory,
  insertSignatory,
  type LegalisationKey,
  updateConsent,
  updateSignature,
  updateSignedFor,
} from '../store.ts';
import { type Consent, selectConsents } from './consent-store.ts';
import { voidEnded } from './capacity.ts';
import { isComplete } from './decide.ts';
import type { PartiesDeps } from './dependencies.ts';
import { keyOf, type SealedParty, selectParties } from './party-store.ts';
import { readStatement } from './statement.ts';

/**
 * When the last has consented: everybody becomes a signatory of the act to come, and the request goes on, to its fee and to the queue. Who
 * consented under a mandate that has ended since is asked again instead, and the request waits for them. Throws
 * where a party counts as having consented to something else than the paper as it is: nothing of that may be written.
 */
export async function gatherIfComplete(
  deps: Pick<PartiesDeps, 'requests' | 'readPaper' | 'mandates' | 'tell'>,
  tx: Tx,
  request: ServiceRequest,
  now: Date,
): Promise<Result<ServiceRequest>> {
  const parties = await selectParties(tx, keyOf(request));
  if (!isComplete(parties)) return ok(request);
  const key = keyOf(request);
  if (await voidEnded(deps, tx, { request, parties }, now)) return ok(request);
  const paper = await deps.readPaper(tx, key);
  if (!paper) throw new Error('a request is signed that has no paper');
  const consents = await selectConsents(tx, key, paper.sha256);
  for (const party of parties.filter(({ attested }) => attested === 'distance')) {
    const consent = consents.get(party.id);
    if (!consent || consent.personId !== party.personId) throw new Error('a consent to another paper is counted');
    await writeSignatory(tx, key, party, { ...consent, documentSha256: paper.sha256 });
  }
  return deps.requests.gather(tx, { communeId: key.communeId, requestId: key.requestId }, now);
}

type Given = Pick<Consent, 'statement' | 'documentSha256' | 'level' | 'at'>;

async function writeSignatory(
  tx: Tx,
  key: LegalisationKey,
  { personId, identityDocumentId, signature, signedFor }: SealedParty,
  { statement, documentSha256, level, at }: Given,
): Promise<void> {
  if (personId === null || identityDocumentId === null) throw new Error('a consent of nobody is counted');
  await deleteSignatory(tx, key, personId);
  const attestedBy = { kind: 'distance', level, documentSha256, at } as const;
  await insertSignatory(tx, key, { personId, identityDocumentId, mode: 'distance', attestedBy });
  if (signedFor) await updateSignedFor(tx, key, { personId, signedFor });
  if (signature) await updateSignature(tx, key, { personId, signature, at });
  const { sentence, language } = readStatement(statement);
  await updateConsent(tx, key, { personId, sentence, language, at });
}
