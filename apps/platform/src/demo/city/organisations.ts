import { asId, getValue, type PersonId, type StaffActor } from '../../kernel/index.ts';
import type {
  Enrolment,
  IdentityService,
  Mandates,
  TypedMandate,
  TypedOrganisation,
} from '../../modules/identity/index.ts';
import { demoId } from './ids.ts';
import { staffIdOf } from './load.ts';
import { communeIdOf } from './places/index.ts';

/** What enrols people and organisations. */
export interface OrganisationDependencies {
  readonly identity: Pick<IdentityService, 'enrol'>;
  readonly mandates: Pick<Mandates, 'search' | 'enrol' | 'record'>;
}

/** The clerk of the demo who enrolled them. */
const clerk: StaffActor = {
  kind: 'staff',
  accountId: asId(demoId('account/loader')),
  sessionId: asId(demoId('session/loader')),
  staffId: staffIdOf('maarif-clerk'),
  communeId: communeIdOf('CAS'),
  grants: ['identity.find', 'identity.enrol', 'identity.enrol-organisation'].map(permission => ({
    permission,
    jurisdiction: { level: 'commune' },
  })),
};

function person(arabic: string, latin: string, number: string): Enrolment {
  return {
    name: { arabic, latin },
    birthDate: '1979-03-12',
    language: 'fr',
    document: { type: 'cnie', number, expiresOn: '2034-06-30' },
  };
}

const people = {
  manager: person('غزلان بوزيان', 'Ghizlane BOUZIANE', 'BJ700101'),
  partner: person('أنوار الشرقاوي', 'Anouar CHERKAOUI', 'BJ700102'),
  president: person('سكينة الرحموني', 'Soukaina RAHMOUNI', 'BJ700103'),
};

const company: TypedOrganisation = {
  kind: 'company',
  name: { arabic: 'أطلس للاستشارات', latin: 'Atlas Conseil' },
  legalForm: 'sarl',
  registration: { court: 'casablanca', number: '412907' },
  ice: '001589274000024',
  statutes: { reference: 'Statuts du 14 mars 2023', on: '2023-03-14' },
  address: '27, rue Abou Inane, Casablanca',
};

const association: TypedOrganisation = {
  kind: 'association',
  name: { arabic: 'جمعية الأمل للحي', latin: 'Association Amal du quartier' },
  receipt: {
    number: '118/2025',
    on: '2025-10-02',
    authority: 'Annexe administrative Yacoub El Mansour',
    kind: 'final',
  },
  address: '4, rue Mansour Eddahbi, Casablanca',
};

const everything = {
  natures: 'all',
  most: null,
  startsOn: '2025-01-01',
  endsOn: null,
  mayRead: true,
  mayRevoke: false,
  delegable: 1,
  group: null,
} as const;

type Given = Omit<TypedMandate, 'organisationId' | 'personId'>;

const mandates: Readonly<Record<keyof typeof people, Given>> = {
  manager: {
    ...everything,
    role: 'manager',
    natures: ['lease', 'contract', 'declaration', 'undertaking', 'power'],
    mayRevoke: true,
    group: { name: 'Cogérance', needed: 2 },
    evidence: { kind: 'statutes', reference: 'Statuts, article 14', on: '2023-03-14' },
  },
  partner: {
    ...everything,
    role: 'manager',
    group: { name: 'Cogérance', needed: 2 },
    evidence: { kind: 'statutes', reference: 'Statuts, article 14', on: '2023-03-14' },
  },
  president: {
    ...everything,
    role: 'president',
    mayRevoke: true,
    evidence: { kind: 'minutes', reference: 'PV de l’assemblée du 20 septembre 2025', on: '2025-09-20' },
  },
};

/**
 * A company whose two managers sign together, and an association with its president, for who tries signing for an organisation in the
 * demo. Nothing is written when both are there. Throws on a refusal, which would be a bug.
 */
export async function loadOrganisations(deps: OrganisationDependencies): Promise<void> {
  await load(deps, company, ['manager', 'partner']);
  await load(deps, association, ['president']);
}

async function load(
  { identity, mandates: rooms }: OrganisationDependencies,
  typed: TypedOrganisation,
  who: readonly (keyof typeof people)[],
): Promise<void> {
  const { latin } = typed.name;
  if (getValue(await rooms.search(clerk, latin)).length > 0) return;
  const held: [keyof typeof people, PersonId][] = [];
  for (const key of who) {
    held.push([key, getValue(await identity.enrol(clerk, people[key], demoId(`enrol/${key}`))).personId]);
  }
  const asked = { typed, despiteName: false };
  const { file } = getValue(await rooms.enrol(clerk, asked, demoId(`organisation/${latin}`)));
  for (const [key, personId] of held) {
    const mandate = { ...mandates[key], organisationId: file.id, personId };
    getValue(await rooms.record(clerk, mandate, demoId(`mandate/${key}`)));
  }
}
