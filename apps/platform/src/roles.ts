import type { Roles } from './modules/organisation/index.ts';

const reading = ['organisation.read', 'register.read', 'acts.read'] as const;

const atTheCounter = [
  ...reading,
  'identity.find',
  'identity.enrol',
  'requests.read',
  'requests.prepare',
  'legalisation.prepare',
  'documents.read',
] as const;

const signing = [...reading, 'requests.read', 'requests.refuse', 'documents.read', 'acts.sign', 'acts.refuse'] as const;

/**
 * What each role may do, out of the permissions that rooms declare in their policy.ts; a posting says where. Someone who
 * does two jobs has two postings, or the one role that names both. `acts.sign` opens the screen; whether the signature
 * is allowed is the delegation's to say. Auditors and supervisors never read documents.
 */
export const roles = {
  clerk: atTheCounter,
  officer: signing,
  'officer-clerk': [...new Set([...atTheCounter, ...signing])],
  'head-of-office': [...reading, 'requests.read'],
  supervisor: [...reading, 'requests.read'],
  administrator: [
    'organisation.read',
    'organisation.manage',
    'organisation.state',
    'organisation.revoke',
    'identity.register-staff',
  ],
  auditor: reading,
  cashier: ['organisation.read'],
} as const satisfies Roles;
