import { refuse } from '../src/kernel/index.ts';
import type { OwnRequests } from '../src/web/account/index.ts';

/** The requests of somebody who has made none. */
export const noRequests: OwnRequests = {
  list: async () => [],
  open: async () => refuse('requests.not-found'),
  markRead: async () => undefined,
  write: async () => refuse('requests.not-found'),
  sendAgain: async () => refuse('requests.not-found'),
  openAgain: async () => refuse('requests.not-found'),
  abandon: async () => refuse('requests.not-found'),
};
