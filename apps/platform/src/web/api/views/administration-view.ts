import { type Language, type LocalizedText, nameIn, type StaffId } from '../../../kernel/index.ts';
import {
  type Arrondissement,
  type Commune,
  type GivenPosting,
  isBuiltIn,
  type OfficeOnRecord,
  permissionsOf,
  type RoleBook,
  type RosterEntry,
  stateOf,
  type UseOfAccounts,
} from '../../../modules/organisation/index.ts';
import type { Translator } from '../../../platform/messages/index.ts';
import type { PermissionView, PostingView, RolesAnswer, StaffLine } from '../contract/index.ts';

/** What roles and places are named by. */
export interface Naming {
  readonly t: Translator;
  readonly language: Language;
  readonly book: RoleBook;
  readonly commune: Commune;
  readonly offices: readonly OfficeOnRecord[];
  readonly arrondissements: readonly Arrondissement[];
}

/** Everything that a view of the administration may have to name. */
export interface Surrounding extends Naming {
  readonly now: Date;
  readonly roster: ReadonlyMap<StaffId, RosterEntry>;
  readonly use: UseOfAccounts;
}

/** The name of a role in the reader's language. */
export function roleNameIn(
  { t, language, book }: Pick<Naming, 't' | 'language' | 'book'>,
  role: GivenPosting['role'],
): string {
  if (isBuiltIn(role)) return t(`organisation.role-${role}`);
  return book.composed.find(({ id }) => id === role)?.name[language] ?? '';
}

/** The name of a place: the commune's, an arrondissement's, an office's. */
export function placeNameOf(around: Naming, jurisdiction: GivenPosting['jurisdiction']): LocalizedText {
  const { commune, offices, arrondissements } = around;
  if (jurisdiction.level === 'office')
    return offices.find(({ id }) => id === jurisdiction.officeId)?.name ?? commune.name;
  if (jurisdiction.level === 'commune') return commune.name;
  return arrondissements.find(({ id }) => id === jurisdiction.arrondissementId)?.name ?? commune.name;
}

/** Somebody by id and name; null where nobody is named or known. */
export function viewSomeone({ roster }: Surrounding, staffId: StaffId | null) {
  const entry = staffId === null ? undefined : roster.get(staffId);
  return entry ? { id: entry.staff.id, name: entry.staff.name } : null;
}

/** The plain name of somebody in the reader's language. */
export function nameOfStaff({ roster, language }: Surrounding, staffId: StaffId): string | undefined {
  const entry = roster.get(staffId);
  return entry && nameIn(language, entry.staff.name);
}

/** A posting with its names. */
export function viewPosting(around: Surrounding, posting: GivenPosting): PostingView {
  const { id, role, jurisdiction, validFrom, validUntil, grantedBy, approvedBy, coversId } = posting;
  const { now } = around;
  const begun = validFrom <= now ? 'in-force' : 'coming';
  return {
    id,
    role,
    roleName: roleNameIn(around, role),
    jurisdiction,
    place: placeNameOf(around, jurisdiction),
    validFrom: validFrom.toISOString(),
    validUntil: validUntil?.toISOString() ?? null,
    state: validUntil !== null && validUntil <= now ? 'ended' : begun,
    grantedBy: viewSomeone(around, grantedBy),
    approvedBy: viewSomeone(around, approvedBy),
    covers: viewSomeone(around, coversId),
  };
}

/** A line of the list of staff; `all` postings, or those that have not ended. */
export function viewStaffLine(around: Surrounding, entry: RosterEntry, all = false): StaffLine {
  const use = around.use.get(entry.staff.accountId);
  const postings = entry.postings.map(posting => viewPosting(around, posting));
  return {
    id: entry.staff.id,
    name: entry.staff.name,
    state: stateOf(entry, around.now),
    awayUntil: entry.awayUntil,
    postings: all ? postings.toReversed() : postings.filter(({ state }) => state !== 'ended'),
    account: {
      passkeys: use?.passkeys ?? 0,
      codeUntil: use?.codeUntil && use.codeUntil > around.now ? use.codeUntil.toISOString() : null,
      seenAt: use?.seenAt?.toISOString() ?? null,
    },
  };
}

/** The plain name of a permission; its code where a room has not told it yet. */
export function permissionName(t: Translator, permission: string): string {
  if (permission.startsWith('role:')) return t(`organisation.role-${permission.slice(5)}`);
  const key = `administration.permission-${permission.replace('.', '-')}`;
  return t.has(key) ? t(key) : permission;
}

function viewPermission({ t, book }: Surrounding, permission: string): PermissionView {
  const key = `administration.permission-${permission.replace('.', '-')}-why`;
  return {
    permission,
    name: permissionName(t, permission),
    why: t.has(key) ? t(key) : '',
    composable: book.ceiling.includes(permission),
    sensitive: book.sensitive.includes(permission),
  };
}

/** Every role with what it holds and how many hold it, and every permission explained. */
export function viewRoles(around: Surrounding): RolesAnswer {
  const { t, book, roster, now } = around;
  const holders = (role: GivenPosting['role']): number =>
    [...roster.values()].filter(({ postings }) =>
      postings.some(
        each => each.role === role && each.validFrom <= now && (each.validUntil === null || now < each.validUntil),
      ),
    ).length;
  const builtIn = Object.keys(book.builtIn).filter(isBuiltIn);
  const permissions = [...new Set([...Object.values(book.builtIn).flat(), ...book.ceiling])];
  return {
    roles: [
      ...builtIn.map(role => ({
        role,
        name: roleNameIn(around, role),
        names: null,
        builtIn: true,
        retired: false,
        permissions: [...permissionsOf(book, role)],
        holders: holders(role),
        version: 1,
      })),
      ...book.composed.map(role => ({
        role: role.id,
        name: roleNameIn(around, role.id),
        names: role.name,
        builtIn: false,
        retired: role.permissions.length === 0,
        permissions: [...permissionsOf(book, role.id)],
        holders: holders(role.id),
        version: role.version,
      })),
    ],
    permissions: permissions.map(permission => viewPermission(around, permission)),
    apart: book.apart.map(([first, second]) => ({
      first: permissionName(t, first),
      second: permissionName(t, second),
    })),
  };
}
