import {
  readCeremonyKey,
  type SignedStatement,
  type StatementSigner,
  signAdministrator,
  signByTwo,
} from '../src/modules/organisation/index.ts';
import type { ActNature, AdministratorId, CredentialBody, DelegationBody } from '../src/modules/organisation/index.ts';
import { type DemoAuthority, startDemoAuthority } from '../src/adapters/timestamps/index.ts';
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
  readonly authority: DemoAuthority;
  readonly ceremonyKey: ReturnType<typeof readCeremonyKey>;
  readonly administrators: readonly SignedStatement[];
  /** The same, with whom each is about, for a database that must know its staff. */
  readonly administratorsToInstall: readonly { readonly subject: StaffId; readonly statement: SignedStatement }[];
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
  const [from, until] = [yearsFrom(now, -1), yearsFrom(now, 1)];
  const common = { v: 1, commune, validFrom: from.toISOString(), validUntil: until.toISOString() } as const;
  const makeAdministrator = async () => {
    const passkey = testPasskey();
    const body = {
      ...common,
      kind: 'administrator',
      id: newId<AdministratorId>(now),
      subject: newId<StaffId>(now),
      passkey: bare(passkey),
    } as const;
    const signer: StatementSigner = { administrator: body, assert: async challenge => passkey.assert(challenge) };
    return { signer, statement: await signAdministrator(body, authority.ceremony) };
  };
  const [first, second] = [await makeAdministrator(), await makeAdministrator()];
  return {
    authority,
    ceremonyKey: readCeremonyKey(authority.ceremonyKey),
    administrators: [first.statement, second.statement],
    administratorsToInstall: [first, second].map(({ signer, statement }) => ({
      subject: signer.administrator.subject,
      statement,
    })),
    appoint: async ({
      staffId = newId<StaffId>(now),
      name = somebody,
      offices,
      natures = ['legalisation'],
      delegatedFrom = from,
      delegatedUntil = until,
    }) => {
      const passkey = testPasskey();
      const certificate = Buffer.from(await authority.issueOfficerCertificate(name)).toString('base64');
      const credential: CredentialBody = {
        ...common,
        kind: 'credential',
        id: newId(now),
        subject: staffId,
        passkey: bare(passkey),
        certificate,
      };
      const delegation: DelegationBody = {
        ...common,
        kind: 'delegation',
        id: newId(now),
        subject: staffId,
        validFrom: delegatedFrom.toISOString(),
        validUntil: delegatedUntil.toISOString(),
        capacity: inEveryLanguage('Officier délégué'),
        reference: '12/2026',
        offices: [...offices],
        natures: [...natures],
        grantor: inEveryLanguage('Le président du conseil'),
      };
      const signers = [first.signer, second.signer] as const;
      const statements = {
        credential: await signByTwo(credential, signers),
        delegation: await signByTwo(delegation, signers),
      };
      return { staffId, passkey, credential, delegation, statements };
    },
  };
}

function bare({ credentialId, publicKey, rpId }: TestPasskey) {
  return { credentialId, publicKey, rpId };
}

function yearsFrom(date: Date, years: number): Date {
  const moved = new Date(date);
  moved.setUTCFullYear(date.getUTCFullYear() + years);
  return moved;
}
