import type { KeyObject } from 'node:crypto';
import {
  type AccountId,
  asId,
  type Clock,
  type CommuneId,
  type CredentialId,
  type DelegationId,
  getValue,
  type OfficeId,
  type PersonName,
  type StaffActor,
  type StaffId,
  type SystemActor,
  trainingId,
} from '../../../kernel/index.ts';
import type { Database, Tx } from '../../../platform/db/index.ts';
import {
  findStaffOfAccount,
  getCommune,
  getStaff,
  installCommune,
  installStaff,
  listArrondissements,
  listOffices,
} from '../service.ts';
import { findStatement, keepStatement } from '../statements/service.ts';
import { type CeremonySigner, type StatementSigner, signAdministrator, signByTwo } from '../statements/sign.ts';
import type { AdministratorBody, AdministratorId, SignedStatement } from '../statements/statement.ts';
import { capacityOf, grantorOf } from '../statements/wordings.ts';
import type { Assertion, Passkey } from '../webauthn/assertion.ts';
import type { StaffAtWork } from '../service.ts';
import { shadowOf } from './shadow.ts';

/** What training needs from outside. */
export interface TrainingDeps {
  readonly db: Database;
  readonly clock: Clock;
  /** Names the administrators of shadow communes, who are nobody: two passkeys of software. */
  readonly ceremonyKey: KeyObject;
  readonly ceremony: CeremonySigner;
  readonly administrators: readonly [Administering, Administering];
  issueOfficerCertificate(name: PersonName): Promise<Uint8Array>;
  /** The passkey that somebody confirms with; undefined before they have one. */
  passkeyOf(accountId: AccountId): Promise<Passkey | undefined>;
  /** Enrols the people of fiction whom everybody serves in training, once for each commune. */
  welcome(actor: StaffActor): Promise<void>;
}

interface Administering extends Passkey {
  readonly assert: (challenge: Uint8Array) => Promise<Assertion>;
}

/** Makes ready the place where somebody trains. */
export interface Training {
  /**
   * The shadow of the commune of an account, and its holder in it: offices as they are now, a delegation for each of them, people to serve.
   * Again is the same; what was done before is kept.
   */
  makeReady(accountId: AccountId, atWork: StaffAtWork): Promise<void>;
}

const installer: SystemActor = { kind: 'system', task: 'training' };
const day = 86_400_000;
/** The most offices that one delegation may name. */
const mostOffices = 200;

/** Builds what makes training ready. Each member of staff is made ready once for as long as the process lives, or until an office is added. */
export function createTraining(deps: TrainingDeps): Training {
  const ready = new Map<StaffId, Promise<void>>();
  return {
    makeReady: async (accountId, atWork) => {
      const making = ready.get(atWork.staffId) ?? makeReady(deps, accountId, atWork);
      ready.set(atWork.staffId, making);
      await making.catch((error: unknown) => {
        ready.delete(atWork.staffId);
        throw error;
      });
    },
  };
}

async function makeReady(deps: TrainingDeps, accountId: AccountId, atWork: StaffAtWork): Promise<void> {
  const real = await deps.db.transaction({}, tx => findStaffOfAccount(tx, accountId));
  if (!real) throw new Error('training for an account of nobody’s staff');
  const { name, setUp } = await deps.db.transaction({ communeId: real.communeId }, async tx => ({
    name: (await getStaff(tx, real.communeId, real.staffId)).name,
    setUp: shadowOf(
      await getCommune(tx, real.communeId),
      await listArrondissements(tx, real.communeId),
      await listOffices(tx, real.communeId),
    ),
  }));
  const communeId = atWork.communeId;
  const passkey = await deps.passkeyOf(accountId);
  await deps.db.transaction({ communeId }, async tx => {
    getValue(await installCommune(tx, installer, setUp));
    const signers = await stateAdministrators(deps, tx, communeId);
    await install(tx, { communeId, id: atWork.staffId, accountId: trainingId(accountId), name });
    const offices = setUp.offices.map(({ id }) => id).slice(0, mostOffices);
    if (passkey) await stateOfficer(deps, tx, { communeId, staffId: atWork.staffId, name, passkey, offices }, signers);
  });
  await deps.welcome({ kind: 'staff', accountId, sessionId: asId(accountId), ...atWork });
}

async function install(tx: Tx, staff: Parameters<typeof installStaff>[2]): Promise<void> {
  getValue(await installStaff(tx, installer, staff));
}

async function stateAdministrators(
  deps: TrainingDeps,
  tx: Tx,
  communeId: CommuneId,
): Promise<readonly [StatementSigner, StatementSigner]> {
  const [first, second] = deps.administrators;
  return [await stateAdministrator(deps, tx, communeId, first), await stateAdministrator(deps, tx, communeId, second)];
}

async function stateAdministrator(
  deps: TrainingDeps,
  tx: Tx,
  communeId: CommuneId,
  { credentialId, publicKey, rpId, assert }: Administering,
): Promise<StatementSigner> {
  const id = idFor<AdministratorId>('administrator', communeId, credentialId);
  const subject = idFor<StaffId>('administrator-staff', communeId, credentialId);
  await install(tx, { communeId, id: subject, accountId: idFor('account', communeId, credentialId), name: nobody });
  const kept = await findStatement(tx, communeId, id);
  const passkey = { credentialId, publicKey, rpId };
  const body =
    kept?.body ??
    (await keep(
      deps,
      tx,
      await signAdministrator(
        { v: 1, kind: 'administrator', id, commune: communeId, subject, ...spanFrom(deps.clock()), passkey },
        deps.ceremony,
      ),
    ));
  if (!isAdministrator(body)) throw new Error('an id of training names another statement');
  return { administrator: body, assert };
}

const nobody: PersonName = { arabic: 'مسؤول التدريب', latin: 'ADMINISTRATION FORMATION' };

interface OfficerInTraining {
  readonly communeId: CommuneId;
  readonly staffId: StaffId;
  readonly name: PersonName;
  readonly passkey: Passkey;
  readonly offices: readonly OfficeId[];
}

/** What somebody signs with in training: their own passkey, a certificate of training, and a delegation for every office of the shadow. */
async function stateOfficer(
  deps: TrainingDeps,
  tx: Tx,
  { communeId, staffId, name, passkey, offices }: OfficerInTraining,
  signers: readonly [StatementSigner, StatementSigner],
): Promise<void> {
  const common = { v: 1, commune: communeId, subject: staffId, ...spanFrom(deps.clock()) } as const;
  const credentialId = idFor<CredentialId>('credential', staffId, passkey.credentialId);
  if (!(await findStatement(tx, communeId, credentialId))) {
    const certificate = Buffer.from(await deps.issueOfficerCertificate(name)).toString('base64');
    await keep(
      deps,
      tx,
      await signByTwo({ ...common, kind: 'credential', id: credentialId, passkey, certificate }, signers),
    );
  }
  const id = idFor<DelegationId>('delegation', staffId, offices.join(' '));
  if (await findStatement(tx, communeId, id)) return;
  const facts = {
    capacity: capacityOf('official', { council: 'commune', gender: 'feminine' }),
    grantor: grantorOf('commune'),
    reference: 'FORMATION',
    natures: ['legalisation', 'certification'] as ('legalisation' | 'certification')[],
  };
  await keep(
    deps,
    tx,
    await signByTwo({ ...common, kind: 'delegation', id, offices: [...offices], ...facts }, signers),
  );
}

async function keep({ ceremonyKey, clock }: TrainingDeps, tx: Tx, statement: SignedStatement) {
  return getValue(await keepStatement(tx, installer, statement, { ceremonyKey, now: clock() }));
}

function isAdministrator(body: { readonly kind: string }): body is AdministratorBody {
  return body.kind === 'administrator';
}

/** One id for one thing of training, whoever makes it. */
function idFor<I extends ReturnType<typeof asId>>(...words: readonly string[]): I {
  return trainingId(words.join('/') as I);
}

/** From a moment ago, inside the certificate’s own validity, to nine years on. */
function spanFrom(now: Date): { readonly validFrom: string; readonly validUntil: string } {
  const at = (days: number): string => new Date(now.getTime() + days * day).toISOString();
  return { validFrom: at(-0.5), validUntil: at(9 * 365) };
}
