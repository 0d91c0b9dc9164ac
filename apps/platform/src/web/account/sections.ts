import type { IconName } from '@shubbak/design';
import type { MessageKey } from '../catalogue.ts';
import type { AccountDeps } from './page.tsx';

/** A part of the account, as its home and the foot of every page offer it. */
export interface AccountSection {
  readonly href: `/account/${string}`;
  readonly icon: IconName;
  readonly title: MessageKey;
  /** What one finds there, in a sentence. */
  readonly line: MessageKey;
}

/** Every part of the account besides the vault, in the order shown. */
const accountSections: readonly AccountSection[] = [
  { href: '/account/requests', icon: 'files', title: 'own-requests.title', line: 'own-requests.line' },
  { href: '/account/to-sign', icon: 'mail', title: 'to-sign.title', line: 'to-sign.line' },
  { href: '/account/legalise', icon: 'pen', title: 'legalise.title', line: 'legalise.line' },
  { href: '/account/originals', icon: 'seal', title: 'originals.title', line: 'originals.line' },
  {
    href: '/account/organisations',
    icon: 'building',
    title: 'own-organisations.title',
    line: 'own-organisations.section-line',
  },
  { href: '/account/profile', icon: 'user', title: 'profile.title', line: 'profile.line' },
  { href: '/account/readings', icon: 'eye', title: 'history.title', line: 'history.line' },
  { href: '/account/merges', icon: 'users', title: 'merging.own-title', line: 'merging.own-line' },
  { href: '/account/security', icon: 'lock', title: 'security.title', line: 'security.line' },
  { href: '/account/national', icon: 'user', title: 'national-pages.door', line: 'national-pages.binding-line' },
  { href: '/account/rights', icon: 'files', title: 'rights.title', line: 'rights.line' },
  { href: '/account/helpers', icon: 'users', title: 'helpers.title', line: 'helpers.line' },
];

/** The parts that this installation has. */
export function sectionsOf({ national }: Pick<AccountDeps, 'national'>): readonly AccountSection[] {
  return accountSections.filter(({ href }) => href !== '/account/national' || national.offered);
}
