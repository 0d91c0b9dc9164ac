import { ok, type PersonActor, refuse, type RequestId, type Result } from '../../../kernel/index.ts';
import { insertBlob } from '../../documents/index.ts';
import type { SignatureSample } from '../../enrolment/index.ts';
import { signatureFrom } from '../distance/signing.ts';
import { readKeptStrokes, readSignature, writeSignature } from '../signature.ts';
import { handOf } from './asking.ts';
import type { PartiesDeps } from './dependencies.ts';
import { inOwn, locateOwn, readOwnParty } from './finding.ts';
import { deleteQuestions } from './consent-store.ts';
import { keyOf, updateStanding } from './party-store.ts';
import { readablePaper } from './reading.ts';

/** A handwritten signature: drawn now, or the specimen that an office keeps, with its owner's word. */
export type HandwrittenSignature =
  | { readonly kind: 'drawn'; readonly sample: SignatureSample }
  | { readonly kind: 'specimen' }
  /** Who can draw nothing here consents without, and their fields stay empty. */
  | { readonly kind: 'none' };

/**
 * Keeps by what hand somebody signs, before they consent. Refusals: `requests.not-found`, `parties.request-over`, `.already-consented`,
 * `.no-specimen`, those of `readSignature`.
 */
export async function signByHand(
  deps: PartiesDeps,
  actor: PersonActor,
  { requestId, signature }: { readonly requestId: RequestId; readonly signature: HandwrittenSignature },
): Promise<Result<null>> {
  const communeId = await locateOwn(deps, actor, requestId);
  if (!communeId.ok) return communeId;
  const bytes = await read(deps, actor, signature);
  if (!bytes.ok) return bytes;
  const key = { communeId: communeId.value, requestId };
  const sha256 = bytes.value && (await deps.blobs.put(key.communeId, bytes.value));
  return inOwn(deps, actor, key.communeId, async tx => {
    const own = await readOwnParty(tx, actor, key, { locked: true });
    if (!own.ok) return own;
    const { request, party } = own.value;
    if (party.state === 'consented') return refuse('parties.already-consented');
    if (request.state !== 'collecting' || party.state !== 'bound') return refuse('parties.request-over');
    if (sha256 && bytes.value) {
      const blob = { sha256, length: bytes.value.length, mediaType: 'application/json' };
      await insertBlob(tx, key.communeId, blob, deps.clock());
    }
    // What was asked before named another signature.
    await deleteQuestions(tx, key.communeId, party.id);
    await updateStanding(tx, keyOf(request), party, { signature: sha256 });
    return ok(null);
  });
}

/** What somebody signs with as it stands: strokes in millimetres, and whether an office keeps a specimen of theirs. */
export interface OwnHand {
  readonly strokes: ReturnType<typeof readKeptStrokes> | null;
  readonly hasSpecimen: boolean;
}

/** What somebody signs with. Refused as `readToSign`. */
export async function readOwnHand(
  deps: PartiesDeps,
  actor: PersonActor,
  requestId: RequestId,
): Promise<Result<OwnHand>> {
  const communeId = await locateOwn(deps, actor, requestId);
  if (!communeId.ok) return communeId;
  const hand = await inOwn(deps, actor, communeId.value, async tx => {
    const own = await readOwnParty(tx, actor, { communeId: communeId.value, requestId });
    if (!own.ok) return own;
    const paper = await readablePaper(deps, tx, own.value);
    return paper.ok ? ok(handOf(own.value, paper.value)) : paper;
  });
  if (!hand.ok) return hand;
  const strokes = hand.value && readKeptStrokes(await deps.blobs.get(communeId.value, hand.value));
  return ok({ strokes, hasSpecimen: (await deps.readSpecimen(actor)) !== undefined });
}

async function read(
  deps: PartiesDeps,
  actor: PersonActor,
  signature: HandwrittenSignature,
): Promise<Result<Uint8Array | null>> {
  if (signature.kind === 'none') return ok(null);
  const sample = signature.kind === 'drawn' ? signature.sample : await deps.readSpecimen(actor);
  if (!sample) return refuse('parties.no-specimen');
  const drawn = readSignature(signatureFrom(sample));
  return drawn.ok ? ok(writeSignature(drawn.value)) : drawn;
}
