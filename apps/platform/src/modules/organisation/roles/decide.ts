import { type Jurisdiction, type LocalizedText, ok, type Result, refuse } from '../../../kernel/index.ts';
import { type ComposedRoleId, isBuiltIn, type Posting, type RoleName } from '../model.ts';
import { permissionsOf, type RoleBook, type RolePlan } from './role.ts';

type Term = Pick<Posting, 'role' | 'jurisdiction' | 'validFrom' | 'validUntil'>;

/** Whether giving this role there takes two administrators: over the whole commune, or where it holds what is sensitive. */
export function takesTwo(book: RoleBook, role: RoleName | ComposedRoleId, jurisdiction: Jurisdiction): boolean {
  return jurisdiction.level === 'commune' || isSensitive(book, role);
}

/** Whether a role holds a permission that takes two administrators to give. */
export function isSensitive(book: RoleBook, role: RoleName | ComposedRoleId): boolean {
  return permissionsOf(book, role).some(permission => book.sensitive.includes(permission));
}

/**
 * Whether permissions may form a role of the commune's own. Refused: `organisation.role-empty`; `organisation.beyond-ceiling`
 * {permission} for what communes may not hand out; `organisation.duties-apart` {first, second}; `organisation.role-unnamed`.
 */
export function checkComposition(
  plan: RolePlan,
  { name, permissions }: { readonly name: LocalizedText; readonly permissions: readonly string[] },
): Result<null> {
  if (Object.values(name).some(text => text.trim() === '')) return refuse('organisation.role-unnamed');
  if (permissions.length === 0) return refuse('organisation.role-empty');
  const beyond = permissions.find(permission => !plan.ceiling.includes(permission));
  if (beyond !== undefined) return refuse('organisation.beyond-ceiling', { permission: beyond });
  return checkApart(plan, permissions);
}

/**
 * Whether somebody with the postings `held` may have `added` besides: no two duties that must stay apart at one time, and nothing
 * twice. Refused: `organisation.duties-apart` {first, second}, `organisation.posting-doubled`.
 */
export function checkAdded(book: RoleBook, held: readonly Term[], added: Term): Result<null> {
  const meanwhile = held.filter(posting => shareTime(posting, added));
  if (meanwhile.some(posting => posting.role === added.role && samePlace(posting.jurisdiction, added.jurisdiction)))
    return refuse('organisation.posting-doubled');
  return checkApart(
    book,
    [...meanwhile, added].flatMap(({ role }) => holdingsOf(book, role)),
  );
}

/** Whether nothing among these holdings must stay apart. Refused: `organisation.duties-apart` {first, second}. */
export function checkApart(plan: RolePlan, holdings: readonly string[]): Result<null> {
  const pair = plan.apart.find(([first, second]) => holdings.includes(first) && holdings.includes(second));
  return pair ? refuse('organisation.duties-apart', { first: pair[0], second: pair[1] }) : ok(null);
}

/** What a role brings into the rules about duties that stay apart: its permissions and, built in, its name. */
export function holdingsOf(book: RoleBook, role: RoleName | ComposedRoleId): readonly string[] {
  return [...permissionsOf(book, role), ...(isBuiltIn(role) ? [`role:${role}`] : [])];
}

function shareTime(a: Term, b: Term): boolean {
  return (a.validUntil === null || b.validFrom < a.validUntil) && (b.validUntil === null || a.validFrom < b.validUntil);
}

function samePlace(a: Jurisdiction, b: Jurisdiction): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
