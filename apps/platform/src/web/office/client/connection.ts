import { type ApiClient, type CallOf, type ClientOptions, createApiClient } from '../../api/client/index.ts';
import { routes, type UploadAnswer } from '../../api/contract/index.ts';
import { createHold } from './held-api.ts';
import { measuredFetch } from './measured-fetch.ts';

/** The ways to the server. */
export interface Connection {
  /** Fails at once when nobody is signed in. */
  readonly client: ApiClient;
  /** Waits for a sign-in and for the network: what the screens work with. */
  readonly api: ApiClient;
  /** Sends files, telling how many bytes have left; waits as `api` does. */
  readonly upload: (onSent: (bytes: number) => void, call: CallOf<typeof routes.uploadFiles>) => Promise<UploadAnswer>;
  /** Somebody is signed in again. */
  readonly resume: () => void;
  /** The passkey answered again, or the person gave up. */
  readonly confirm: (given: boolean) => void;
}

/** Connects a page to the server. */
export function connect(
  options: Required<Pick<ClientOptions, 'onNetwork' | 'onSessionEnded'>> & { readonly onConfirmNeeded: () => void },
): Connection {
  const client = createApiClient(routes, options);
  const hold = createHold({
    onReached: () => options.onNetwork(true),
    onConfirmNeeded: options.onConfirmNeeded,
  });
  return {
    client,
    api: hold.over(client),
    upload: (onSent, call) => {
      const measured = createApiClient(routes, { ...options, fetch: measuredFetch(onSent) });
      return hold.over(measured).call('uploadFiles', call);
    },
    resume: hold.resume,
    confirm: hold.confirm,
  };
}
