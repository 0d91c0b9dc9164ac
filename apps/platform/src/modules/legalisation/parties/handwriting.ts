import { ok, type PersonActor, refuse, type RequestId, type Result } from '../../../kernel/index.ts';
import { insertBlob } from '../../documents/index.ts';
import type { SignatureSample } from '../../enrolment/index.ts';
import { type DrawnSignature, readSignature, writeSignature } from '../signature.ts';
import type { PartiesDeps } from './dependencies.ts';
import { inOwn, locateOwn, readOwnParty } from './finding.ts';
import { deleteQuestions } from './consent-store.ts';
import { keyOf, updateStanding } from './party-store.ts';

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

/** White around the ink, in millimetres; the pressure of a pen that tells none. */
const margin = 2;
const unmeasured = 0.5;

/** What was drawn on a pad at home or kept as a specimen (hundredths of a millimetre), as the register keeps signatures: cut to the ink. */
function signatureFrom({ strokes }: SignatureSample): DrawnSignature {
  const points = strokes.flat();
  const [left, top] = [Math.min(...points.map(({ x }) => x)), Math.min(...points.map(({ y }) => y))];
  const millimetres = (value: number, from: number): number => (value - from) / 100 + margin;
  const moved = strokes.map(stroke =>
    stroke.map(({ x, y, t, pressure }) => ({
      x: millimetres(x, left),
      y: millimetres(y, top),
      t,
      pressure: pressure ?? unmeasured,
    })),
  );
  const most = (of: (point: { readonly x: number; readonly y: number }) => number): number =>
    Math.max(...moved.flat().map(of)) + margin;
  return { pad: { widthMm: most(({ x }) => x), heightMm: most(({ y }) => y) }, strokes: moved };
}
