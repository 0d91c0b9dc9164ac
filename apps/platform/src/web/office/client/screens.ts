import type { OfficeView } from '../../api/contract/index.ts';
import type { OfficeKey } from './page-data.ts';

/** One screen of the staff; `screen.tsx` knows what draws it. */
export interface StaffScreen {
  /** Its address; what follows it belongs to the screen. */
  readonly path: `/office/${string}`;
  /** Its name in the band. */
  readonly label: OfficeKey;
  /**
   * The permission, or one of those, without which it is not offered, null for everybody's; what each call may do is the server's to
   * say.
   */
  readonly needs: string | readonly string[] | null;
}

/** Every screen, in the order of the band; `/office` leads to the first that the reader may open. */
const screens: readonly StaffScreen[] = [
  { path: '/office/counter', label: 'office.counter', needs: 'requests.prepare' },
  { path: '/office/certify', label: 'certify.title', needs: 'requests.prepare' },
  { path: '/office/sign', label: 'office.signing', needs: 'acts.sign' },
  { path: '/office/queue', label: 'queue.title', needs: ['requests.handle', 'requests.assign'] },
  { path: '/office/enrol', label: 'office.visit', needs: 'identity.enrol' },
  { path: '/office/organisations', label: 'organisations.title', needs: 'identity.enrol-organisation' },
  {
    path: '/office/files',
    label: 'files.title',
    needs: ['identity.change-key-data', 'identity.approve-key-data', 'identity.answer-rights'],
  },
  { path: '/office/merging', label: 'merges.title', needs: ['identity.propose-merge', 'identity.approve-merge'] },
  { path: '/office/register', label: 'register-screen.title', needs: 'register.read' },
  {
    path: '/office/withdrawals',
    label: 'register-screen.withdrawals',
    needs: ['acts.propose-withdrawal', 'acts.approve-withdrawal'],
  },
  { path: '/office/signed', label: 'statements.signed-title', needs: 'acts.sign' },
  { path: '/office/statements', label: 'statements.title', needs: 'organisation.state' },
  { path: '/office/screening', label: 'screening.title', needs: 'catalogue.manage' },
  { path: '/office/administration', label: 'administration.title', needs: 'organisation.manage' },
  { path: '/office/absences', label: 'administration.section-absences', needs: 'organisation.absences' },
  { path: '/office/access', label: 'access.title', needs: null },
];

/** The screens that somebody may open at an office. */
export function screensAt(office: Pick<OfficeView, 'permissions'>): readonly StaffScreen[] {
  return screens.filter(
    ({ needs }) => needs === null || [needs].flat().some(each => office.permissions.includes(each)),
  );
}

/** The screen of an address among those given. */
export function screenOf(path: string, among: readonly StaffScreen[]): StaffScreen | undefined {
  return among.find(screen => path === screen.path || path.startsWith(`${screen.path}/`));
}
