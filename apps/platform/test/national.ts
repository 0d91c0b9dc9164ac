import { randomBytes } from 'node:crypto';
import { refuse } from '../src/kernel/index.ts';
import type { NationalIdentity, WalkSecrets } from '../src/modules/identity/index.ts';

/** An account's pages on an installation without a national identity provider. */
export const noNational: Pick<NationalIdentity, 'offered' | 'listBindings' | 'unbind'> = {
  offered: false,
  listBindings: async () => [],
  unbind: async () => refuse('national.not-bound'),
};

/** Secrets of one walk to the provider. */
export function walkSecrets(): WalkSecrets {
  const secret = (): string => randomBytes(32).toString('base64url');
  return { state: secret(), nonce: secret(), codeVerifier: secret() };
}

/** Who signs in at the simulated provider: a person of its list by number, or anybody typed there. */
export interface Walker {
  readonly person: string;
  /** 1, 2 or 3. */
  readonly level: 1 | 2 | 3;
  readonly documentNumber?: string;
  readonly arabic?: string;
  readonly latin?: string;
  readonly birthDate?: string;
}

/**
 * A browser without script at the provider: follows its redirects, signs in on its page, and answers the address at which it is sent
 * back to the client. `cancel` goes back instead; `see` is shown the page.
 */
export async function walk(
  address: string,
  walker: Walker | 'cancel',
  see: (page: string) => void = () => undefined,
): Promise<URL> {
  const cookies = new Map<string, string>();
  const origin = new URL(address).origin;
  const ask = async (url: string, body?: URLSearchParams): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(body && { method: 'POST', body }),
    });
    for (const given of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(given) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  let next = address;
  for (let step = 0; step < 10; step++) {
    const response = await ask(next);
    const to = response.headers.get('location');
    if (to === null) {
      see(await response.text());
      const submitted = await ask(next, chosen(walker));
      next = new URL(submitted.headers.get('location') ?? '', next).href;
    } else next = new URL(to, next).href;
    if (new URL(next).origin !== origin) return new URL(next);
  }
  throw new Error('the provider sent its visitor round and round');
}

function chosen(walker: Walker | 'cancel'): URLSearchParams {
  if (walker === 'cancel') return new URLSearchParams({ cancel: '1' });
  const { person, level, documentNumber = '', arabic = '', latin = '', birthDate = '' } = walker;
  return new URLSearchParams({ person, level: `urn:simulated:acr:${level}`, documentNumber, arabic, latin, birthDate });
}
