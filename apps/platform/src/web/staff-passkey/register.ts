import { startRegistration } from '@simplewebauthn/browser';

type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];

/** An answer of the server that is not yes, with its sentence in the language of the page when it has one. */
class Refused extends Error {}

const form = document.querySelector<HTMLFormElement>('#registration');
const done = document.querySelector<HTMLElement>('[data-says="done"]');
const failed = document.querySelector<HTMLElement>('[data-says="failed"]');
const detail = failed?.querySelector<HTMLElement>('[data-detail]');
const unspecific = detail?.textContent ?? '';

form?.addEventListener('submit', event => {
  event.preventDefault();
  void submit(form);
});

async function submit(from: HTMLFormElement): Promise<void> {
  const button = from.querySelector('button');
  const typed = (name: string): string => from.querySelector<HTMLInputElement>(`#${name}`)?.value ?? '';
  if (button) button.disabled = true;
  if (failed) failed.hidden = true;
  try {
    await register(typed('code'), typed('name'));
    from.parentElement?.remove();
    if (done) done.hidden = false;
    done?.focus();
  } catch (error) {
    // What the browser's own dialog ended (given up, too late, no authenticator) has no sentence of ours but one.
    if (detail) detail.textContent = error instanceof Refused && error.message ? error.message : unspecific;
    if (failed) failed.hidden = false;
  } finally {
    if (button) button.disabled = false;
  }
}

/** Turns a one-time code into a passkey of this device. Throws `Refused` when the server says no. */
async function register(code: string, label: string): Promise<void> {
  const path = '/api/v1/sign-in/passkey/registration';
  const asked = await post<{ challengeId: string; options: CreationOptions }>(`${path}/options`, { code, label });
  const response = await startRegistration({ optionsJSON: asked.options });
  await post(`${path}/verify`, { code, challengeId: asked.challengeId, response });
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
