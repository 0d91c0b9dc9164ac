import { estimateContentsSize, prepareSignature } from '@shubbak/pades';
import { type CommuneId, ok, type PreparationId, refuse, type Result } from '../../kernel/index.ts';
import { sha256Of } from '../../platform/blobs/index.ts';
import { type CredentialBody, getStatement } from '../organisation/index.ts';
import { type ManifestAct, manifestChallenge, writeManifest } from '../sealing/index.ts';
import { firstGeneration } from './act-store.ts';
import { signingReason } from './codes.ts';
import { addressFace } from './face.ts';
import type { Preparation, PreparedAct, RenderedPages } from './model.ts';
import type { ActsDeps } from './ports.ts';
import { findPreparation, updateManifest, updateRendered } from './preparation-store.ts';

/** Room in the signature for the issuers' certificates and the timestamp token with its own chain, in octets. */
const allowance = 12_288;

/**
 * Renders the final pages of a preparation, leaves their signatures blank, and writes the manifest over their digests. Repeatable:
 * what was rendered stays, and a second process gives the same bytes.
 */
export async function renderPreparation(
  deps: ActsDeps,
  communeId: CommuneId,
  id: PreparationId,
): Promise<Result<Preparation>> {
  const preparation = await deps.db.transaction({ communeId }, tx => findPreparation(tx, communeId, id));
  if (!preparation) return refuse('acts.preparation-unknown');
  if (preparation.manifest !== null) return ok(preparation);
  const credential = await getCredential(deps, preparation);
  const acts: PreparedAct[] = [];
  for (const act of preparation.acts) {
    const rendered = act.rendered ?? (await renderAct(deps, act, credential));
    acts.push({ ...act, rendered });
  }
  await deps.after('rendered');
  const manifest = manifestOf({ ...preparation, acts }, credential);
  await deps.db.transaction({ communeId }, tx =>
    updateManifest(tx, preparation, manifest, manifestChallenge(manifest)),
  );
  await deps.after('prepared');
  const ready = await deps.db.transaction({ communeId }, tx => findPreparation(tx, communeId, id));
  if (!ready) throw new Error('a preparation vanished');
  return ok(ready);
}

/** The credential that a preparation is signed with. */
export async function getCredential({ db }: ActsDeps, { communeId, acts }: Preparation): Promise<CredentialBody> {
  const [first] = acts;
  if (!first) throw new Error('a preparation without acts');
  const { body } = await db.transaction({ communeId }, tx => getStatement(tx, communeId, first.credentialId));
  if (body.kind !== 'credential') throw new Error('an act names a credential that is none');
  return body;
}

async function renderAct(deps: ActsDeps, act: PreparedAct, credential: CredentialBody): Promise<RenderedPages> {
  const rendered = await renderPages(deps, act, {
    certificate: Buffer.from(credential.certificate, 'base64'),
    signer: act.face.officer.name.latin,
  });
  await deps.db.transaction({ communeId: act.communeId }, tx => updateRendered(tx, act, rendered));
  return rendered;
}

/** Renders the final pages of an act, leaves the signature blank and stores them: equal acts give equal bytes. */
export async function renderPages(
  deps: ActsDeps,
  act: Pick<PreparedAct, 'communeId' | 'actId' | 'face' | 'paper' | 'code'>,
  { certificate, signer }: { readonly certificate: Uint8Array; readonly signer: string },
): Promise<RenderedPages> {
  const face = addressFace(act.face, deps, act.actId, firstGeneration);
  const { pdf, stampPdf, stampPlace } = await deps.papers.finalPages(act.communeId, face, act.paper);
  const { number, instant, office } = act.face;
  const signature = prepareSignature(pdf, {
    contentsSize: estimateContentsSize([certificate], { timestampAllowance: allowance }),
    page: stampPlace.page,
    box: stampPlace.box,
    appearance: { pdf: stampPdf },
    name: signer,
    location: office.name.fr,
    ...(number === null ? {} : { reason: signingReason(number, act.code) }),
    ...(instant === null ? {} : { claimedTime: instant }),
  });
  const preparedSha256 = await deps.blobs.put(act.communeId, signature.toBytes());
  return { contentSha256: sha256Of(pdf), preparedSha256, state: signature.state() };
}

function manifestOf(
  { communeId, officerId, nonce, expiresAt, acts }: Preparation,
  credential: CredentialBody,
): Uint8Array {
  return writeManifest({
    v: 1,
    purpose: 'shubbak.act',
    nonce: Buffer.from(nonce).toString('hex'),
    commune: communeId,
    officer: officerId,
    credential: credential.id,
    expiry: expiresAt.toISOString(),
    acts: acts.map(manifestActOf),
  });
}

function manifestActOf({
  actId,
  face,
  officeId,
  year,
  number,
  nature,
  reissues,
  delegationId,
  rendered,
}: PreparedAct): ManifestAct {
  if (!rendered || face.number === null) throw new Error('an act without its pages in a manifest');
  const { byteRange, sha256 } = rendered.state;
  const [start, length, resume, rest] = byteRange;
  return {
    act: actId,
    entry: face.number,
    office: officeId,
    year,
    number,
    nature,
    delegation: delegationId,
    ...(reissues && { reissues }),
    byteRange: [start, length, resume, rest],
    digest: { algorithm: 'sha256', value: sha256 },
  };
}
