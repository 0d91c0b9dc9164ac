import { z } from 'zod';
import {
  dateValue,
  idValue,
  instantValue,
  languageValue,
  localizedTextValue,
  personNameValue,
  stampLanguagesValue,
} from './values.ts';

const accountUse = z.object({
  passkeys: z.int(),
  /** Until when the code that was handed over works, if nobody used it yet. */
  codeUntil: instantValue.nullable(),
  seenAt: instantValue.nullable(),
});

/** Where a posting holds. */
const jurisdictionValue = z
  .discriminatedUnion('level', [
    z.object({ level: z.literal('commune') }),
    z.object({ level: z.literal('arrondissement'), arrondissementId: idValue }),
    z.object({ level: z.literal('office'), officeId: idValue }),
  ])
  .meta({ id: 'Jurisdiction' });

/** A built-in role's name, or the id of a role of the commune's own. */
export const roleValue = z.string().regex(/^([a-z-]{1,40}|[0-9a-f-]{36})$/);

export const someoneView = z.object({ id: idValue, name: personNameValue });

const postingView = z
  .object({
    id: idValue,
    role: roleValue,
    roleName: z.string(),
    jurisdiction: jurisdictionValue,
    place: localizedTextValue,
    validFrom: instantValue,
    validUntil: instantValue.nullable(),
    state: z.enum(['coming', 'in-force', 'ended']),
    grantedBy: someoneView.nullable(),
    approvedBy: someoneView.nullable(),
    covers: someoneView.nullable(),
  })
  .meta({ id: 'Posting' });
export type PostingView = z.infer<typeof postingView>;

const staffStateValue = z.enum(['working', 'away', 'coming', 'idle', 'left']);

const staffLine = z
  .object({
    id: idValue,
    name: personNameValue,
    state: staffStateValue,
    awayUntil: dateValue.nullable(),
    /** In force or to come. */
    postings: z.array(postingView),
    account: accountUse,
  })
  .meta({ id: 'StaffLine' });
export type StaffLine = z.infer<typeof staffLine>;

export const staffQuery = z.object({
  text: z.string().max(100).default(''),
  office: idValue.optional(),
  role: roleValue.optional(),
  state: staffStateValue.optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

/** One page of the list of staff: twenty-five lines. */
export const staffListAnswer = z.object({
  staff: z.array(staffLine),
  total: z.int(),
  page: z.int(),
  pages: z.int(),
});

const eventView = z
  .object({
    id: idValue,
    kind: z.string(),
    /** The sentence in the caller's language, without names. */
    what: z.string(),
    subject: z.object({ id: idValue, name: z.string() }),
    doneBy: someoneView.nullable(),
    approvedBy: someoneView.nullable(),
    doneAt: instantValue,
  })
  .meta({ id: 'AdministrationEvent' });
export type EventView = z.infer<typeof eventView>;

/** Where a member of staff is written to about their work. An empty address, when it is kept, forgets it. */
export const workAddress = z
  .object({ email: z.string().max(254), language: languageValue })
  .meta({ id: 'WorkAddress' });
export type WorkAddress = z.infer<typeof workAddress>;

export const staffFile = z
  .object({
    ...staffLine.shape,
    leftAt: instantValue.nullable(),
    address: workAddress.nullable(),
    /** Whether it is the caller: nobody changes their own rights. */
    own: z.boolean(),
    /** Credentials, delegations and administrators' statements in force: what they can still sign by. */
    statements: z.array(
      z.object({
        id: idValue,
        kind: z.enum(['administrator', 'credential', 'delegation']),
        reference: z.string(),
        validUntil: instantValue,
      }),
    ),
    events: z.array(eventView),
  })
  .meta({ id: 'StaffFile' });
export type StaffFile = z.infer<typeof staffFile>;

export const takeOnBody = z.object({ name: personNameValue });
export const takenOnAnswer = z.object({ staffId: idValue });

/** Who hands the code over attests to have seen the identity card of the person before them. */
export const codeBody = z.object({ identitySeen: z.literal(true), lost: z.boolean().default(false) });
const codeView = z.object({ code: z.string(), expiresAt: instantValue }).meta({ id: 'OneTimeCode' });
export type CodeView = z.infer<typeof codeView>;
/** `proposed`: another administrator has to agree first. */
export const codeAnswer = z.object({ outcome: z.enum(['code', 'proposed']), code: codeView.nullable() });

export const postingBody = z.object({
  role: roleValue,
  jurisdiction: jurisdictionValue,
  validFrom: instantValue,
  validUntil: instantValue.nullable(),
  covers: idValue.nullable().default(null),
});
export const outcomeAnswer = z.object({ outcome: z.enum(['done', 'proposed']) }).meta({ id: 'ChangeOutcome' });
export const doneAnswer = z.object({ done: z.literal(true) });

const stampSettingValue = z.enum([...stampLanguagesValue.options, 'as-paper', 'as-commune']);
export type StampSettingValue = z.infer<typeof stampSettingValue>;
/** Without an office: what the commune sets. */
export const stampsBody = z.object({ officeId: idValue.nullable(), languages: stampSettingValue });

const officeRecordView = z
  .object({
    id: idValue,
    code: z.string(),
    name: localizedTextValue,
    address: localizedTextValue,
    kind: z.enum(['seat', 'annex']),
    organised: z.enum(['one-person', 'clerk-and-officer']),
    arrondissementId: idValue.nullable(),
    openedOn: dateValue,
    closedOn: dateValue.nullable(),
    /** Everybody posted there works in training. */
    training: z.boolean(),
    /** In which languages it stamps; `as-commune` until it has a setting of its own. */
    stamps: stampSettingValue,
    /** People posted there now, and those of them who are away today. */
    staffed: z.int(),
    away: z.array(someoneView),
  })
  .meta({ id: 'OfficeRecord' });
export type OfficeRecordView = z.infer<typeof officeRecordView>;

export const placesAnswer = z.object({
  commune: localizedTextValue,
  /** In which languages offices without a setting of their own stamp. */
  stamps: stampSettingValue,
  arrondissements: z.array(
    z.object({
      id: idValue,
      code: z.string(),
      name: localizedTextValue,
      offices: z.int(),
      /** Who may delegate their signature there today. */
      authority: personNameValue.nullable(),
    }),
  ),
  offices: z.array(officeRecordView),
});
export type PlacesAnswer = z.infer<typeof placesAnswer>;

const officeTexts = { name: localizedTextValue, address: localizedTextValue };
export const openOfficeBody = z.object({
  ...officeTexts,
  code: z.string().trim().max(10),
  kind: z.enum(['seat', 'annex']),
  organised: z.enum(['one-person', 'clerk-and-officer']),
  arrondissementId: idValue.nullable(),
  openedOn: dateValue,
});
export const changeOfficeBody = z.object({ ...officeTexts, organised: z.enum(['one-person', 'clerk-and-officer']) });

const permissionView = z
  .object({
    permission: z.string(),
    name: z.string(),
    why: z.string(),
    /** Whether a commune may put it into a role of its own. */
    composable: z.boolean(),
    sensitive: z.boolean(),
  })
  .meta({ id: 'Permission' });
export type PermissionView = z.infer<typeof permissionView>;

const roleView = z
  .object({
    role: roleValue,
    name: z.string(),
    /** The name in each language, of a role of the commune's own. */
    names: localizedTextValue.nullable(),
    builtIn: z.boolean(),
    retired: z.boolean(),
    permissions: z.array(z.string()),
    /** People who hold it now. */
    holders: z.int(),
    version: z.int(),
  })
  .meta({ id: 'Role' });
export type RoleView = z.infer<typeof roleView>;

export const rolesAnswer = z.object({
  roles: z.array(roleView),
  permissions: z.array(permissionView),
  /** Pairs of names that never go to one person. */
  apart: z.array(z.object({ first: z.string(), second: z.string() })),
});
export type RolesAnswer = z.infer<typeof rolesAnswer>;

/** Without permissions an existing role is retired. */
export const roleBody = z.object({
  roleId: idValue.nullable(),
  name: localizedTextValue,
  permissions: z.array(z.string().max(60)).max(80),
});

const proposalView = z
  .object({
    id: idValue,
    kind: z.enum(['posting', 'role', 'access']),
    /** Who would gain; null for a role. */
    subject: someoneView.nullable(),
    /** What would be given: the role's name. */
    role: z.string().nullable(),
    place: localizedTextValue.nullable(),
    validFrom: instantValue.nullable(),
    validUntil: instantValue.nullable(),
    /** Plain names of the permissions, of a role; those that it would gain and lose are told apart. */
    permissions: z.array(z.object({ name: z.string(), change: z.enum(['kept', 'added', 'removed']) })),
    proposedBy: someoneView,
    proposedAt: instantValue,
    expiresAt: instantValue,
    state: z.enum(['open', 'approved', 'refused', 'withdrawn', 'expired']),
    decidedBy: someoneView.nullable(),
    /** What the caller may do with it. */
    mayDecide: z.boolean(),
    mayWithdraw: z.boolean(),
  })
  .meta({ id: 'ChangeProposal' });
export type ChangeProposalView = z.infer<typeof proposalView>;
export const proposalsAnswer = z.object({ proposals: z.array(proposalView) });
export const decisionBody = z.object({ decision: z.enum(['approved', 'refused', 'withdrawn']) });
/** The code to hand over, where a lost passkey was at stake. */
export const decidedAnswer = z.object({ code: codeView.nullable() });

export const rightsQuery = z.object({ staff: idValue, permission: z.string().max(60), office: idValue });
/** Every posting that gives the permission there; none when the person does not hold it. */
export const rightsAnswer = z.object({ reasons: z.array(postingView) });
export const holdersQuery = z.object({ permission: z.string().max(60), office: idValue });
export const holdersAnswer = z.object({
  holders: z.array(z.object({ ...someoneView.shape, reasons: z.array(postingView) })),
});

export const movementsAnswer = z.object({
  lines: z.array(
    z.object({
      ...staffLine.shape,
      movements: z.array(
        z.enum(['joined', 'moved', 'left', 'left-still-posted', 'no-passkey', 'unused', 'too-wide', 'ends-soon']),
      ),
    }),
  ),
});
export type MovementsAnswer = z.infer<typeof movementsAnswer>;

export const historyQuery = z.object({ before: idValue.optional(), subject: idValue.optional() });
export const historyAnswer = z.object({ events: z.array(eventView), more: z.boolean() });

const authorityView = z
  .object({
    id: idValue,
    arrondissementId: idValue.nullable(),
    place: localizedTextValue,
    name: personNameValue,
    title: localizedTextValue,
    deed: z.string(),
    firstOn: dateValue,
    lastOn: dateValue.nullable(),
    state: z.enum(['coming', 'in-force', 'ended']),
  })
  .meta({ id: 'Authority' });
export type AuthorityView = z.infer<typeof authorityView>;
export const authoritiesAnswer = z.object({ authorities: z.array(authorityView) });
export const authorityBody = z.object({
  arrondissementId: idValue.nullable(),
  name: personNameValue,
  title: localizedTextValue,
  deed: z.string().trim().min(1).max(300),
  firstOn: dateValue,
  lastOn: dateValue.nullable(),
});
export const authorityEndBody = z.object({ lastOn: dateValue });
