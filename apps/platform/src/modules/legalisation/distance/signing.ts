import { ok, type PersonActor, refuse, type RequestId, type Result } from '../../../kernel/index.ts';
import { insertBlob } from '../../documents/index.ts';
import type { ChangedRequest } from '../../requests/index.ts';
import type { SignatureSample } from '../../enrolment/index.ts';
import { type DrawnSignature, readKeptStrokes, readSignature, writeSignature } from '../signature.ts';
import { done, editOwn, keyOf, type OwnCommand } from './editing.ts';
import { inOwn, locate, readOwnFile } from './file.ts';
import type { SignatureSource } from './model.ts';
import type { DistanceDeps } from './ports.ts';
import { ownParty } from './signatories.ts';
import { updateOwnSignature } from './store.ts';

/** Keeps the signature that the initiator drew for this paper. Refusals: those of `readSignature`, `distance.not-signing`, of any step. */
export function drawOwnSignature(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand & { readonly drawn: SignatureSample },
): Promise<Result<ChangedRequest>> {
  return keep(deps, actor, command, { drawn: signatureFrom(command.drawn), source: 'drawn' });
}

/**
 * Uses the specimen that the office keeps, for this paper and with its owner's word, which this call is. Refusals: `distance.no-specimen`,
 * those of drawing.
 */
export async function useSpecimen(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand,
): Promise<Result<ChangedRequest>> {
  const drawn = await deps.readSpecimen(actor);
  if (!drawn) return refuse('distance.no-specimen');
  return keep(deps, actor, command, { drawn: signatureFrom(drawn), source: 'specimen' });
}

/** What was drawn on a pad at home or kept as a specimen (hundredths of a millimetre), as the register keeps signatures: cut to the ink. */
export function signatureFrom({ strokes }: SignatureSample): DrawnSignature {
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

/** White around the ink, in millimetres; the pressure of a pen that tells none. */
const margin = 2;
const unmeasured = 0.5;

/** The initiator's signature for this paper as strokes in millimetres, and whether the office keeps a specimen of theirs. */
export interface OwnSignature {
  readonly strokes: ReturnType<typeof readKeptStrokes> | undefined;
  readonly specimen: boolean;
}

/** What the initiator may sign with. Refused: `requests.not-found`. */
export async function readOwnSignature(
  deps: DistanceDeps,
  actor: PersonActor,
  requestId: RequestId,
): Promise<Result<OwnSignature>> {
  const at = await locate(deps, actor, requestId);
  if (!at.ok) return at;
  const { communeId } = at.value;
  const file = await inOwn(deps, actor, communeId, tx => readOwnFile(deps, tx, actor, at.value));
  if (!file.ok) return file;
  const { signature } = file.value.distance;
  const strokes = signature ? readKeptStrokes(await deps.blobs.get(communeId, signature.drawn)) : undefined;
  return ok({ strokes, specimen: (await deps.readSpecimen(actor)) !== undefined });
}

/** Signs without a drawing: the consent counts, and the fields stay empty. Refusals: those of any step. */
export function signWithoutDrawing(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand,
): Promise<Result<ChangedRequest>> {
  return editOwn(deps, actor, command, {
    what: 'signature-left-out',
    payload: {},
    work: async (tx, file) => {
      await updateOwnSignature(tx, keyOf(file), null);
      return done;
    },
  });
}

async function keep(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand,
  { drawn, source }: { readonly drawn: DrawnSignature; readonly source: SignatureSource },
): Promise<Result<ChangedRequest>> {
  const read = readSignature(drawn);
  if (!read.ok) return read;
  const at = await locate(deps, actor, command.requestId);
  if (!at.ok) return at;
  const bytes = writeSignature(read.value);
  const sha256 = await deps.blobs.put(at.value.communeId, bytes);
  return editOwn(deps, actor, command, {
    what: source === 'drawn' ? 'signature-drawn' : 'specimen-used',
    payload: { sha256 },
    work: async (tx, file, now) => {
      if (!ownParty(file)) return refuse('distance.not-signing');
      const blob = { sha256, length: bytes.length, mediaType: 'application/json' };
      await insertBlob(tx, file.request.communeId, blob, now);
      await updateOwnSignature(tx, keyOf(file), { drawn: sha256, source });
      return done;
    },
  });
}
