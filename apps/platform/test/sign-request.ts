import { randomBytes } from 'node:crypto';
import { type ActId, type CommuneId, newId, type OfficeId } from '../src/kernel/index.ts';
import { type Manifest, manifestChallenge, writeManifest } from '../src/modules/sealing/manifest.ts';
import type { SignRequest } from '../src/modules/sealing/sealer/protocol.ts';
import { sendable, type TestOfficer, type TestSigning } from './signing.ts';

/** Where and when a test asks the sealer for a signature. */
export interface RequestSetting {
  readonly signing: TestSigning;
  readonly commune: CommuneId;
  readonly office: OfficeId;
  readonly now: Date;
}

type ManifestAct = Manifest['acts'][number];

/** A request for one act that the officer confirmed for ten minutes, with whatever a test changes before that. */
export function signRequest(
  { signing, commune, office, now }: RequestSetting,
  officer: TestOfficer,
  changed: Partial<Manifest> = {},
  changedAct: Partial<ManifestAct> = {},
): { readonly request: SignRequest; readonly act: ManifestAct } {
  const act: ManifestAct = {
    act: newId<ActId>(now),
    entry: '2026/MAA03/000001',
    office,
    year: 2026,
    number: 1,
    nature: 'legalisation',
    delegation: officer.delegation.id,
    byteRange: [0, 10, 20, 30],
    digest: { algorithm: 'sha256', value: randomBytes(32).toString('hex') },
    ...changedAct,
  };
  const bytes = writeManifest({
    v: 1,
    purpose: 'shubbak.act',
    nonce: randomBytes(32).toString('hex'),
    commune,
    officer: officer.staffId,
    credential: officer.credential.id,
    expiry: new Date(now.getTime() + 600_000).toISOString(),
    acts: [act],
    ...changed,
  });
  const request: SignRequest = {
    manifest: Buffer.from(bytes).toString('base64'),
    assertion: officer.passkey.assert(manifestChallenge(bytes)),
    evidence: {
      administrators: signing.administrators.map(({ statement }) => sendable(statement)),
      credential: sendable(officer.statements.credential),
      delegations: [sendable(officer.statements.delegation)],
    },
    act: act.act,
  };
  return { request, act };
}
