import type { Verdict } from './judgement.ts';

/** Why a judge finds otherwise than expected, known and looked into. */
export interface Explanation {
  readonly judge: string;
  /** Of the exhibits’ names. */
  readonly exhibits: RegExp;
  readonly verdict: Verdict;
  readonly reason: string;
}

/** Every disagreement that is understood. One that is not in here fails the run. */
export const explanations: readonly Explanation[] = [
  {
    judge: 'DSS',
    exhibits: /the page drawn anew/,
    verdict: 'TOTAL-PASSED',
    reason:
      'its default policy judges the signed revision; of changes in later updates that no rule answers for it warns, ' +
      'and leaves it to whoever looks at the report. Ours, like pyHanko, refuses them (the shadow attacks).',
  },
  {
    judge: 'DSS',
    exhibits: /ed25519/,
    verdict: 'INDETERMINATE',
    reason:
      'the signature is intact, but the cryptographic constraints of its default policy do not list EdDSA. node:crypto ' +
      'and pyHanko accept the same signature.',
  },
  {
    judge: 'pyHanko',
    exhibits: /hybrid/,
    verdict: 'ERROR',
    reason:
      'it judges no hybrid file as long as it reads strictly, since two readers may see two documents in it. Ours reads ' +
      'both cross-references, and refuses where they differ.',
  },
  {
    judge: 'pyHanko',
    exhibits: /^B-LTA of B-B$/,
    verdict: 'INDETERMINATE',
    reason:
      'its procedure for signatures with time ends when there is no timestamp inside the CMS. EN 319 142-1 §6.3 ' +
      'lets a document timestamp stand in its place, and EN 319 102-1 §5.6.2.3 counts it as proof of existence.',
  },
];
