import { signWaiting, scannedPaper, staffSession } from './counter.ts';
import { showOriginal } from '../apps/platform/src/processes/demo/certify.ts';
import type { Citizen } from '../apps/platform/src/processes/demo/people.ts';

/** The words of the office, as the screens have them. */
export async function catalogueOf() {
  const { api } = await staffSession('maarif-clerk');
  return api.call('catalogue', {});
}

/** Shows an original of the citizen at the counter and has its copy signed, by the screens' own calls; `copies` may be issued again. */
export async function certifyFor(citizen: Citizen, copies?: number): Promise<void> {
  const clerk = await staffSession('maarif-clerk');
  const { offices } = await clerk.api.call('me', {});
  const shown = { citizen, officeId: offices[0]?.id ?? '', page: scannedPaper('fr'), copies };
  await signWaiting(await showOriginal(clerk, shown));
}
