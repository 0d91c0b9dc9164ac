/** How long one kind of personal data is kept. */
export interface Retention {
  /** Days after the moment that `from` names. */
  readonly days: number;
  /** From when the days count. */
  readonly from: string;
  /** Why so long and no longer. */
  readonly basis: string;
  /** Days before, on which a person who would lose something is told; null where nobody loses anything. */
  readonly warnDays: number | null;
  /** Who deletes: the hourly job of this room (by the name it is swept under), the one of papers, or another. */
  readonly by: 'sweep' | 'account' | 'papers' | 'other-job';
}

/**
 * Every kind of personal data that ends, in one table; docs/retention.md is checked against it. Law 09-08, article 3 (e): no longer than
 * what the data were taken for needs. `RETENTION_DAYS` changes the days. Acts, registers and the sealed files are not here: the law
 * keeps them (dahir of 25 July 1915, law 69-99 on archives).
 */
const usualRetention = {
  readings: {
    days: 1825,
    from: 'the reading',
    basis: 'Law 09-08 art. 3 and 23: shows who saw a file for as long as a misuse can be pursued',
    warnDays: null,
    by: 'sweep',
  },
  changes: {
    days: 3650,
    from: 'the change',
    basis: 'Law 09-08 art. 3: the former value explains acts made under it',
    warnDays: null,
    by: 'sweep',
  },
  sessions: {
    days: 90,
    from: 'the end of the session',
    basis: 'House rule: enough to find out about a foreign sign-in',
    warnDays: null,
    by: 'sweep',
  },
  searches: {
    days: 365,
    from: 'the search',
    basis: 'House rule: searches for numbers that opened no file, for the auditor',
    warnDays: null,
    by: 'sweep',
  },
  exports: {
    days: 7,
    from: 'the order',
    basis: 'Law 09-08 art. 3: a copy of everything is a danger of its own',
    warnDays: null,
    by: 'sweep',
  },
  'rights-requests': {
    days: 1825,
    from: 'the answer',
    basis: 'Law 09-08 art. 7 to 9: shows that it was answered, and when',
    warnDays: null,
    by: 'sweep',
  },
  helpers: {
    days: 365,
    from: 'the end of the help',
    basis: 'House rule: the helped person can still read what was done',
    warnDays: null,
    by: 'sweep',
  },
  'inactive-accounts': {
    days: 1095,
    from: 'the last use of the account',
    basis: 'Law 09-08 art. 3: the account is shut, the file stays with the acts; a counter opens it again',
    warnDays: 30,
    by: 'account',
  },
  'failed-attempts': {
    days: 1,
    from: 'the attempt',
    basis: 'House rule: what the limit against guessing counts',
    warnDays: null,
    by: 'other-job',
  },
  'contact-codes': {
    days: 1,
    from: 'the code',
    basis: 'House rule: what the limit on messages counts',
    warnDays: null,
    by: 'other-job',
  },
  'pre-enrolments': {
    days: 90,
    from: 'the day it was sent in',
    basis: 'Law 09-08 art. 3: who never came has no file; `PRE_ENROLMENT_DAYS` changes the days',
    warnDays: 7,
    by: 'other-job',
  },
  specimens: {
    days: 3650,
    from: 'the newer specimen',
    basis: 'Law 09-08 art. 3: a signature of its time can still be compared with it',
    warnDays: null,
    by: 'other-job',
  },
  'unmade-papers': {
    days: 365,
    from: 'the end of the request',
    basis: 'Law 09-08 art. 3: nothing was made of them; until then the request can be taken up again with its pages',
    warnDays: null,
    by: 'papers',
  },
} as const satisfies Record<string, Retention>;

export type RetentionKind = keyof typeof usualRetention;

/** The table, some of its days configured. Throws, naming it, on a kind that there is not, or that this job does not delete. */
export function retentionOf(configured: Readonly<Record<string, number>>): Readonly<Record<RetentionKind, Retention>> {
  const table: Record<RetentionKind, Retention> = { ...usualRetention };
  for (const [name, days] of Object.entries(configured)) {
    const kind = retentionKinds.find(each => each === name);
    if (kind === undefined || table[kind].by === 'other-job')
      throw new Error(`RETENTION_DAYS names what it does not rule: ${name}.`);
    table[kind] = { ...table[kind], days };
  }
  return table;
}

const retentionKinds: readonly RetentionKind[] = [
  'readings',
  'changes',
  'sessions',
  'searches',
  'exports',
  'rights-requests',
  'helpers',
  'inactive-accounts',
  'failed-attempts',
  'contact-codes',
  'pre-enrolments',
  'specimens',
  'unmade-papers',
];
