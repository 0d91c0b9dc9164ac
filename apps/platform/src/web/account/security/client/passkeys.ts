import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';

type RequestOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];
type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];

/** An answer of the server that is not yes, with its sentence in the language of the page when it has one. */
class Refused extends Error {}

/** Shows the buttons that this browser can serve, and serves them. Without it the rest of each page works as before. */
for (const place of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
  if (browserSupportsWebAuthn()) serve(place);
}

function serve(place: HTMLElement): void {
  const button = place.querySelector('button');
  place.hidden = false;
  button?.addEventListener('click', () => {
    void answer(place, button);
  });
  hideOnSharedDevice(place);
}

async function answer(place: HTMLElement, button: HTMLButtonElement): Promise<void> {
  const failed = place.querySelector<HTMLElement>('[data-failed]');
  const detail = failed?.querySelector<HTMLElement>('[data-detail]');
  // What the browser's own dialog ended (given up, too late, no authenticator) has no sentence of ours but one.
  const unspecific = (place.dataset['failure'] ??= detail?.textContent ?? '');
  button.disabled = true;
  if (failed) failed.hidden = true;
  try {
    location.assign(await act(place));
  } catch (error) {
    if (detail) detail.textContent = error instanceof Refused && error.message ? error.message : unspecific;
    if (failed) failed.hidden = false;
    button.disabled = false;
    button.focus();
  }
}

/** A passkey stays on the device that made it: none is offered on somebody else's. */
function hideOnSharedDevice(place: HTMLElement): void {
  const shared = document.querySelector<HTMLInputElement>('input[type=checkbox][name=shared]');
  if (!shared) return;
  const follow = (): void => {
    place.hidden = shared.checked;
    for (const field of document.querySelectorAll<HTMLInputElement>('form input[autocomplete]')) {
      field.dataset['usual'] ??= field.autocomplete;
      if (shared.checked) field.autocomplete = 'off';
      else field.setAttribute('autocomplete', field.dataset['usual']);
    }
  };
  shared.addEventListener('change', follow);
  follow();
}

/** Asks the authenticator what the server wants to know; answers where to go then. Throws `Refused` when the server says no. */
async function act(place: HTMLElement): Promise<string> {
  const { at = '', next = '', passkey } = place.dataset;
  const name = document.querySelector<HTMLInputElement>('#passkey-name')?.value ?? '';
  if (passkey === 'create') {
    const asked = await post<{ challengeId: string; options: CreationOptions }>(`${at}/options`, {});
    const response = await startRegistration({ optionsJSON: asked.options });
    return (await post<{ next: string }>(`${at}/verify`, { challengeId: asked.challengeId, response, name })).next;
  }
  const asked = await post<{ challengeId: string; options: RequestOptions }>(`${at}/options`, {});
  const response = await startAuthentication({ optionsJSON: asked.options });
  return (await post<{ next: string }>(`${at}/verify`, { challengeId: asked.challengeId, response, next })).next;
}

async function post<T>(path: string, body: unknown): Promise<T> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json().catch(() => ({}))) as { readonly detail?: string };
  if (!response.ok) throw new Refused(answer.detail ?? '');
  return answer as T;
}
