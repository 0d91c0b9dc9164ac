import type { CommuneId, LocalizedText, StaffId } from '../../../kernel/index.ts';
import { type ComposedRoleId, isBuiltIn, type RoleName, type Roles } from '../model.ts';

/** A role that the commune composed out of the platform's permissions, as its last version says. */
export interface ComposedRole {
  readonly communeId: CommuneId;
  readonly id: ComposedRoleId;
  readonly version: number;
  readonly name: LocalizedText;
  /** None once the role is retired. */
  readonly permissions: readonly string[];
  readonly approvedBy: StaffId | null;
  readonly madeAt: Date;
}

/** What the platform fixes about roles; `src/roles.ts` states it once. */
export interface RolePlan {
  readonly builtIn: Roles;
  /** The permissions that a commune may put into a role of its own: whatever else such a role names counts for nothing. */
  readonly ceiling: readonly string[];
  /** Permissions that take two administrators to give, at any level. */
  readonly sensitive: readonly string[];
  /** Pairs that one person may not hold together: a permission, or `role:` with the name of a built-in role. */
  readonly apart: readonly (readonly [string, string])[];
  /** What everybody may do in training, wherever they are posted: a clerk learns to sign there, an auditor to receive. */
  readonly training: readonly string[];
}

/** Every role of a commune, with what it may do. */
export interface RoleBook extends RolePlan {
  readonly composed: readonly ComposedRole[];
}

/** The permissions of a role: of a composed one never more than the ceiling, whatever its row says; of an unknown one none. */
export function permissionsOf(book: RoleBook, role: RoleName | ComposedRoleId): readonly string[] {
  if (isBuiltIn(role)) return book.builtIn[role];
  const composed = book.composed.find(({ id }) => id === role);
  return composed?.permissions.filter(permission => book.ceiling.includes(permission)) ?? [];
}
