/**
 * The arrows of the house, declared once. scripts/check.ts turns this table into rules, `fences.test.ts` breaks each
 * rule on purpose, and the picture in docs/architecture.md is printed from it.
 */

/** Rooms under apps/platform/src/modules, and the rooms whose `index.ts` each may import. */
export const rooms = {
  organisation: [],
  identity: [],
  documents: [],
  catalogue: [],
  payments: [],
  notifications: ['identity'],
  register: ['organisation'],
  sealing: ['organisation', 'documents'],
  acts: ['organisation', 'identity', 'documents', 'register', 'sealing'],
  enrolment: ['identity', 'organisation', 'documents'],
  requests: ['catalogue', 'identity', 'organisation', 'documents'],
  legalisation: ['requests', 'enrolment', 'identity', 'organisation', 'documents', 'acts'],
  certification: ['requests', 'identity', 'organisation', 'documents', 'acts'],
  verification: ['acts', 'register', 'documents'],
  bookings: ['requests', 'organisation'],
  reporting: [],
} as const satisfies Record<string, readonly string[]>;

export type Room = keyof typeof rooms;

/** Floors of the platform, lowest first: each may import those named. `modules` is refined by the table above. */
export const floors = {
  kernel: [],
  platform: ['kernel'],
  modules: ['kernel', 'platform'],
  services: ['kernel', 'modules'],
  adapters: ['kernel', 'platform', 'modules'],
  web: ['kernel', 'platform', 'modules'],
  composition: ['kernel', 'platform', 'modules', 'services', 'adapters', 'web', 'demo'],
  demo: ['kernel', 'platform', 'modules', 'adapters'],
  processes: ['kernel', 'platform', 'modules', 'adapters', 'web', 'demo', 'composition'],
} as const satisfies Record<string, readonly string[]>;

/** Packages, which know nothing of the platform, and the packages each may import. */
export const packages = {
  pades: [],
  design: [],
} as const satisfies Record<string, readonly string[]>;
