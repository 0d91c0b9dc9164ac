import { staffName } from '../apps/platform/src/processes/demo/people.ts';
import { signInAs, type StaffSession } from '../apps/platform/src/processes/demo/staff-session.ts';
import { address } from './platform.ts';

/** What a clerk of the counter’s office does about a request that its applicant names by its reference. */
export interface ClerkAtWork {
  /** Opens its file, which is recorded. */
  read(): Promise<void>;
  write(text: string): Promise<void>;
  /** Gives it back with one place marked. */
  giveBack(field: string, reason: string, note: string): Promise<void>;
  /** Takes it back to the counter, mended, and hands it to the officer again. */
  mend(): Promise<void>;
}

let clerk: Promise<StaffSession> | undefined;

/** The clerk, before a request of the queue of their office. */
export async function clerkBefore(reference: string): Promise<ClerkAtWork> {
  clerk ??= signInAs(address, staffName('maarif-clerk'), 'fr');
  const { api } = await clerk;
  const { lines } = await api.call('listQueue', { query: {} });
  const found = lines.find(line => line.reference === reference);
  if (!found) throw new Error('this request is in no queue of the office');
  const params = { requestId: found.id };
  const current = async () => ({ version: (await api.call('readHandling', { params })).line.version });
  return {
    read: async () => void (await api.call('readHandling', { params })),
    write: async text => void (await api.call('writeMessage', { params, body: { text } })),
    giveBack: async (field, reason, note) => {
      const body = { ...(await current()), fields: [{ field, reason }], note };
      await api.call('returnRequest', { params, body });
    },
    mend: async () => {
      const { version } = await api.call('reopenRequest', { params, body: await current() });
      await api.call('submitRequest', { params, body: { version } });
    },
  };
}
