import type { actsPermissions } from './modules/acts/index.ts';
import type { cataloguePermissions } from './modules/catalogue/index.ts';
import type { enrolmentPermissions } from './modules/enrolment/index.ts';
import type { identityPermissions } from './modules/identity/index.ts';
import type { distancePermissions } from './modules/legalisation/index.ts';
import type { organisationPermissions, RoleName, RolePlan } from './modules/organisation/index.ts';
import type { registerPermissions } from './modules/register/index.ts';
import type { requestsPermissions } from './modules/requests/index.ts';

type Declared =
  | typeof actsPermissions
  | typeof cataloguePermissions
  | typeof distancePermissions
  | typeof enrolmentPermissions
  | typeof identityPermissions
  | typeof organisationPermissions
  | typeof registerPermissions
  | typeof requestsPermissions;

/** A permission that some room declares; the counter's, which only screens ask; and a paper's pages, which whoever shows them asks. */
type Permission = Declared[number] | 'legalisation.prepare' | 'documents.read';

const reading = ['organisation.read', 'register.read', 'acts.read'] as const;

/** The legal columns of a register are read by those who keep it and by who audits it, never by who only counts. */
const keeping = [...reading, 'register.read-applicants', 'register.correct', 'acts.propose-withdrawal'] as const;

const atTheCounter = [
  ...keeping,
  'identity.find',
  'identity.enrol',
  'identity.propose-merge',
  'enrolment.read-specimen',
  'identity.change-key-data',
  'enrolment.receive',
  'identity.enrol-organisation',
  'requests.read',
  'requests.prepare',
  'requests.refuse',
  'requests.handle',
  'legalisation.prepare',
  'documents.read',
] as const;

const signing = [
  ...keeping,
  'register.approve-correction',
  'acts.approve-withdrawal',
  'enrolment.read-specimen',
  'identity.approve-key-data',
  'requests.read',
  'requests.refuse',
  'requests.handle',
  'documents.read',
  'acts.sign',
] as const;

/**
 * What each role may do, out of the permissions that rooms declare in their policy.ts; a posting says where. Someone who
 * does two jobs has two postings, or the one role that names both. `acts.sign` opens the screen; whether the signature
 * is allowed is the delegation's to say. Auditors and supervisors never read documents.
 */
export const roles = {
  clerk: atTheCounter,
  officer: signing,
  'officer-clerk': [...new Set([...atTheCounter, ...signing])],
  'head-of-office': [
    ...keeping,
    'register.approve-correction',
    'acts.approve-withdrawal',
    'identity.approve-key-data',
    'identity.approve-merge',
    'requests.read',
    'requests.handle',
    'requests.assign',
    'organisation.absences',
  ],
  supervisor: ['organisation.read', 'register.read'],
  administrator: [
    'organisation.read',
    'organisation.manage',
    'organisation.state',
    'organisation.revoke',
    'identity.register-staff',
    'identity.set-key-data-rules',
    'catalogue.manage',
    'legalisation.rule-distance',
  ],
  auditor: [...reading, 'register.read-applicants'],
  cashier: ['organisation.read'],
  'data-protection-officer': ['organisation.read', 'identity.answer-rights'],
} as const satisfies Readonly<Record<RoleName, readonly Permission[]>>;

/** Administration is never put into a role of a commune's own: it comes with the built-in role, given by two. */
const withheld: readonly Permission[] = [
  'organisation.manage',
  'organisation.state',
  'organisation.revoke',
  'identity.register-staff',
  'identity.set-key-data-rules',
  'catalogue.manage',
  'legalisation.rule-distance',
];

const every = [...new Set<Permission>(Object.values(roles).flat())];

/** What is done to acts, files and papers, or checked of what a colleague did: everything beyond looking and entering absences. */
const doing = [
  'acts.sign',
  'requests.prepare',
  'identity.enrol',
  'identity.change-key-data',
  'identity.approve-key-data',
  'identity.propose-merge',
  'identity.approve-merge',
  'identity.enrol-organisation',
  'identity.answer-rights',
  'enrolment.receive',
  'requests.refuse',
  'requests.handle',
  'requests.assign',
  'legalisation.prepare',
  'register.correct',
  'register.approve-correction',
  'acts.propose-withdrawal',
  'acts.approve-withdrawal',
] as const satisfies readonly Permission[];

/**
 * Whoever administers does none of it: who gives clerks their postings could check what those did. Administration comes with its
 * built-in role alone. Whoever audits does nothing that is audited.
 */
const apart: readonly (readonly [Permission | `role:${RoleName}`, Permission])[] = [
  ...doing.map(each => ['role:administrator', each] as const),
  ...doing.map(each => ['role:auditor', each] as const),
  ['role:auditor', 'organisation.manage'],
];

/** What the platform fixes about the roles of every commune. */
export const rolePlan = {
  builtIn: roles,
  ceiling: every.filter(permission => !withheld.includes(permission)),
  sensitive: [...withheld, ...every.filter(permission => permission.includes('.approve-'))],
  apart,
  training: [...new Set<Permission>([...atTheCounter, ...signing])],
} as const satisfies RolePlan;
