import { asId, type CredentialId, civilTime, type DelegationId, getValue, type Id } from '../../kernel/index.ts';
import {
  type AdministratorBody,
  type AdministratorId,
  capacityOf,
  findStatement,
  grantorOf,
  keepStatement,
  type Passkey,
  type SignedStatement,
  type StatementBody,
  type StatementSigner,
  signAdministrator,
  signByTwo,
} from '../../modules/organisation/index.ts';
import { type CityDependencies, type Hired, loader } from './dependencies.ts';
import { demoId } from './ids.ts';
import { councils, type DelegationData } from './people.ts';
import { officeIdOf } from './places/index.ts';

const day = 86_400_000;

/** The demo's two administrators of a commune, ready to sign. */
export type Signers = readonly [StatementSigner, StatementSigner];

/** States the administrators of one commune, under the ceremony key. Throws unless there are two. */
export async function stateAdministrators(deps: CityDependencies, administrators: readonly Hired[]): Promise<Signers> {
  const signers: StatementSigner[] = [];
  for (const { data, staff } of administrators) {
    const id = asId<AdministratorId>(demoId(`administrator/${data.key}`));
    const body = await stated(deps, staff, id, async () => {
      const passkey = await passkeyOf(deps, staff);
      // Older than every delegation that they sign, ended ones included: an administrator must be in force with it.
      const span = spanOf(deps.clock(), -400 * day, 1200 * day);
      const commune = staff.communeId;
      return signAdministrator(
        { v: 1, kind: 'administrator', id, commune, subject: staff.id, ...span, passkey },
        deps.ceremony,
      );
    });
    if (body.kind !== 'administrator') throw new Error('a demo id names another statement');
    signers.push(signerOf(deps, body));
  }
  const [first, second] = signers;
  if (!first || !second) throw new Error('a demo commune needs two administrators');
  return [first, second];
}

function signerOf(deps: CityDependencies, administrator: AdministratorBody): StatementSigner {
  return { administrator, assert: challenge => deps.assert(administrator.passkey.credentialId, challenge) };
}

/** States what an officer signs with and what they may sign; nothing for those who sign nothing. */
export async function stateOfficer(deps: CityDependencies, { data, staff }: Hired, signers: Signers): Promise<void> {
  const { delegation } = data;
  if (!delegation) return;
  const common = { v: 1, commune: staff.communeId, subject: staff.id } as const;
  const credentialId = asId<CredentialId>(demoId(`credential/${data.key}`));
  await stated(deps, staff, credentialId, async () => {
    const passkey = await passkeyOf(deps, staff);
    const certificate = Buffer.from(await deps.issueOfficerCertificate(staff.name)).toString('base64');
    // Begins within the certificate's own validity, which starts a day before it is made.
    const span = spanOf(deps.clock(), -day / 2, 700 * day);
    return signByTwo({ ...common, kind: 'credential', id: credentialId, ...span, passkey, certificate }, signers);
  });
  const id = asId<DelegationId>(demoId(`delegation/${data.key}`));
  await stated(deps, staff, id, () => {
    const now = deps.clock();
    const span = delegation.ended ? spanOf(now, -300 * day, -day) : spanOf(now, -day, 700 * day);
    const council = councils[data.commune];
    const facts = {
      capacity: capacityOf('official', { council, gender: data.gender }),
      grantor: grantorOf(council),
      reference: referenceOf(delegation, now),
    };
    const offices = delegation.offices.map(officeIdOf);
    return signByTwo(
      { ...common, kind: 'delegation', id, ...span, ...facts, offices, natures: ['legalisation', 'certification'] },
      signers,
    );
  });
}

/** The statement of that id: the one kept, or else the one that `make` signs now. */
async function stated(
  { db, ceremonyKey, clock }: CityDependencies,
  { communeId }: Hired['staff'],
  id: Id<string>,
  make: () => Promise<SignedStatement>,
): Promise<StatementBody> {
  const kept = await db.transaction({ communeId }, tx => findStatement(tx, communeId, id));
  if (kept) return kept.body;
  const statement = await make();
  return getValue(
    await db.transaction({ communeId }, tx => keepStatement(tx, loader, statement, { ceremonyKey, now: clock() })),
  );
}

async function passkeyOf(deps: CityDependencies, { accountId }: Hired['staff']): Promise<Passkey> {
  const { credentialId, publicKey } = await deps.getStaffPasskey(accountId);
  return { credentialId, publicKey, rpId: deps.rpId };
}

function spanOf(now: Date, from: number, until: number): { readonly validFrom: string; readonly validUntil: string } {
  const at = (offset: number): string => new Date(now.getTime() + offset).toISOString();
  return { validFrom: at(from), validUntil: at(until) };
}

/** The number of the written order, as stamps print it: 14/2026. */
function referenceOf({ number }: DelegationData, now: Date): string {
  return `${number}/${civilTime(now).year}`;
}
