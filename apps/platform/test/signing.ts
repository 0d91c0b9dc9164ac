import {
  readCeremonyKey,
  type SignedStatement,
  type StatementSigner,
  signAdministrator,
  signByTwo,
} from '../src/modules/organisation/index.ts';
import type { ActNature, AdministratorId, CredentialBody, DelegationBody } from '../src/modules/organisation/index.ts';
import { type RunningDemoAuthority, startDemoAuthority } from '../src/adapters/timestamps/index.ts';
import { type CommuneId, newId, type OfficeId, type PersonName, type StaffId } from '../src/kernel/index.ts';
import { type TestPasskey, testPasskey } from './passkey.ts';

/** An officer who may sign: a passkey, a certificate whose key the demo keeps, and statements signed by two administrators. */
export interface TestOfficer {
  readonly staffId: StaffId;
  readonly passkey: TestPasskey;
  readonly credential: CredentialBody;
  readonly delegation: DelegationBody;
  readonly statements: { readonly credential: SignedStatement; readonly delegation: SignedStatement };
}

/** The demo's authorities, and two administrators of one commune who may state who signs what. */
export interface TestSigning {
  readonly authority: RunningDemoAuthority;
  readonly ceremonyKey: ReturnType<typeof readCeremonyKey>;
  /** Whom each statement is about, for a database that must know its staff. */
  readonly administrators: readonly { readonly subject: StaffId; readonly statement: SignedStatement }[];
  appoint(options: AppointmentOptions): Promise<TestOfficer>;
}

export interface AppointmentOptions {
  readonly staffId?: StaffId;
  readonly name?: PersonName;
  readonly offices: readonly OfficeId[];
  readonly natures?: readonly ActNature[];
  readonly delegatedFrom?: Date;
  readonly delegatedUntil?: Date;
}

const somebody = { arabic: 'ادريس العلمي', latin: 'Driss EL ALAMI' };
const inEveryLanguage = (text: string) => ({ ar: text, fr: text, zgh: text, en: text });

/** Makes a demo authority under `dataDir` and administrators of the commune, in force around `now`. */
export async function testSigning({
  dataDir,
  commune,
  now,
}: {
  dataDir: string;
  commune: CommuneId;
  now: Date;
}): Promise<TestSigning> {
  const authority = await startDemoAuthority({ mode: 'demo', dataDir, clock: () => new Date() });
  const [validFrom, validUntil] = [yearsFrom(now, -1).toISOString(), yearsFrom(now, 1).toISOString()];
  const common = { v: 1, commune, validFrom, validUntil } as const;
  const makeAdministrator = async () => {
    const passkey = testPasskey();
    const subject = newId<StaffId>(now);
    const body = {
      ...common,
      kind: 'administrator',
      id: newId<AdministratorId>(now),
      subject,
      passkey: bare(passkey),
    } as const;
    const signer: StatementSigner = { administrator: body, assert: async challenge => passkey.assert(challenge) };
    return { signer, subject, statement: await signAdministrator(body, authority.ceremony) };
  };
  const [first, second] = [await makeAdministrator(), await makeAdministrator()];
  return {
    authority,
    ceremonyKey: readCeremonyKey(authority.ceremonyKey),
    administrators: [first, second],
    appoint: async ({ staffId = newId<StaffId>(now), name = somebody, ...options }) => {
      const passkey = testPasskey();
      const certificate = Buffer.from(await authority.issueOfficerCertificate(name)).toString('base64');
      const identity = { ...common, subject: staffId };
      const credential: CredentialBody = {
        ...identity,
        kind: 'credential',
        id: newId(now),
        passkey: bare(passkey),
        certificate,
      };
      const delegation = delegationOf(identity, options, now);
      const signers = [first.signer, second.signer] as const;
      const statements = {
        credential: await signByTwo(credential, signers),
        delegation: await signByTwo(delegation, signers),
      };
      return { staffId, passkey, credential, delegation, statements };
    },
  };
}

function delegationOf(
  common: Pick<DelegationBody, 'v' | 'commune' | 'subject' | 'validFrom' | 'validUntil'>,
  { offices, natures = ['legalisation'], delegatedFrom, delegatedUntil }: Omit<AppointmentOptions, 'staffId' | 'name'>,
  now: Date,
): DelegationBody {
  return {
    ...common,
    kind: 'delegation',
    id: newId(now),
    validFrom: delegatedFrom?.toISOString() ?? common.validFrom,
    validUntil: delegatedUntil?.toISOString() ?? common.validUntil,
    capacity: inEveryLanguage('Officier délégué'),
    reference: '12/2026',
    offices: [...offices],
    natures: [...natures],
    grantor: inEveryLanguage('Le président du conseil'),
  };
}

/** A statement as it travels to the sealer. */
export function sendable({ body, signatures }: SignedStatement) {
  return { body: Buffer.from(body).toString('base64'), signatures: [...signatures] };
}

function bare({ credentialId, publicKey, rpId }: TestPasskey) {
  return { credentialId, publicKey, rpId };
}

function yearsFrom(date: Date, years: number): Date {
  const moved = new Date(date);
  moved.setUTCFullYear(date.getUTCFullYear() + years);
  return moved;
}
