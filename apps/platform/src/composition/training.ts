import { openTrainingAuthority } from '../adapters/training/index.ts';
import { type AccountId, type Clock, type StaffActor, trainingId } from '../kernel/index.ts';
import type { IdentityService, StaffAccess } from '../modules/identity/index.ts';
import { createTraining, readCeremonyKey, type Training } from '../modules/organisation/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { Surroundings } from './surroundings.ts';

/** What training needs of the rooms of this process. */
interface RoomsOfTraining {
  readonly db: Database;
  readonly clock: Clock;
  readonly identity: Pick<IdentityService, 'enrol'>;
  readonly staffAccess: Pick<StaffAccess, 'listOwn'>;
  /** The site that passkeys belong to. */
  readonly rpId: string;
}

/** Where the authority of training is kept, and of which site its passkeys are. */
interface PlaceOfTraining {
  readonly config: Pick<Surroundings['config'], 'dataDir' | 'publicUrl'>;
  readonly addresses: Pick<Surroundings['addresses'], 'revocations'>;
}

/** Opens what people train with: an authority of its own beside the data, and people of fiction to serve. */
export function openTraining({ config, addresses }: PlaceOfTraining, rooms: RoomsOfTraining): Training {
  const { db, clock, rpId } = rooms;
  const { dataDir, publicUrl } = config;
  const authority = openTrainingAuthority({ dataDir, publicUrl, clock, revocationUrl: addresses.revocations });
  return createTraining({
    db,
    clock,
    ceremonyKey: readCeremonyKey(authority.ceremonyKey),
    ceremony: authority.ceremony,
    administrators: authority.administrators,
    issueOfficerCertificate: name => authority.issueOfficerCertificate(name),
    passkeyOf: accountId => passkeyOf(rooms, accountId, rpId),
    welcome: actor => welcome(rooms, actor),
  });
}

async function passkeyOf({ staffAccess }: RoomsOfTraining, accountId: AccountId, rpId: string) {
  const [latest] = await staffAccess.listOwn({ accountId });
  if (!latest) return undefined;
  const { credentialId, publicKey } = latest;
  return { credentialId, publicKey: Buffer.from(publicKey).toString('base64url'), rpId };
}

/** People of fiction: their names say so. */
const people = [
  { arabic: 'زينب التجريبي', latin: 'Zineb EXEMPLE', born: '1988-04-12' },
  { arabic: 'يوسف التجريبي', latin: 'Youssef EXEMPLE', born: '1979-11-03' },
  { arabic: 'خديجة النموذجي', latin: 'Khadija MODELE', born: '1956-01-20' },
  { arabic: 'عمر النموذجي', latin: 'Omar MODELE', born: '2001-07-31' },
] as const;

/** Their numbers are the commune's own: two communes in training know different people. */
async function welcome({ identity, clock }: RoomsOfTraining, actor: StaffActor): Promise<void> {
  const expiresOn = `${clock().getUTCFullYear() + 8}-06-30`;
  for (const [index, { arabic, latin, born }] of people.entries()) {
    const own = trainingId(`${actor.communeId}/${index}` as typeof actor.communeId);
    const number = `XX${(Number.parseInt(own.slice(-8), 16) % 1_000_000).toString().padStart(6, '0')}`;
    const document = { type: 'cnie', number, expiresOn } as const;
    const enrolment = { name: { arabic, latin }, birthDate: born, language: 'ar', document } as const;
    // Somebody who is known already is refused by number, and stays as they are.
    await identity.enrol(actor, enrolment, own);
  }
}
