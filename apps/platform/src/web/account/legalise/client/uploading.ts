/**
 * Sends the chosen files part by part (tus 1.0.0), so that a broken connection loses nothing, and then the form that takes them in. Without
 * this script the form sends the files itself. Nothing is remembered on the device: the server knows a file that is chosen again by the
 * digest of its name, size and date.
 */
const partLength = 512 * 1024;
const waits = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

const form = document.querySelector<HTMLFormElement>('form#sending');
const chosen = form?.querySelector<HTMLInputElement>('input[type="file"]');
const panel = form?.querySelector<HTMLElement>('#upload');

if (form && chosen && panel) takeInHand(form, chosen, panel);

function takeInHand(sending: HTMLFormElement, input: HTMLInputElement, shown: HTMLElement): void {
  const bar = shown.querySelector('progress');
  const words = shown.querySelector('p');
  const say = (key: 'sending' | 'waiting' | 'done' | 'failed', values: Readonly<Record<string, string>> = {}): void => {
    const text = shown.dataset[key] ?? '';
    if (words) words.textContent = text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  };
  let busy = false;
  sending.addEventListener('submit', event => {
    const files = [...(input.files ?? [])];
    if (files.length === 0 || busy) return;
    event.preventDefault();
    busy = true;
    shown.hidden = false;
    for (const button of sending.querySelectorAll('button')) button.disabled = true;
    void sendAll(files, shown.dataset['to'] ?? '', {
      progress: (received, total) => {
        if (bar) bar.value = (received / total) * 100;
        const size = (total / 2 ** 20).toFixed(1);
        say('sending', { done: String(Math.floor((received / total) * 100)), size });
      },
      waiting: () => say('waiting'),
    }).then(
      ids => {
        say('done');
        takeIn(sending, files, ids);
      },
      (error: unknown) => {
        busy = false;
        say('failed');
        if (error instanceof Refused && error.message !== '' && words) words.textContent = error.message;
        for (const button of sending.querySelectorAll('button')) button.disabled = false;
      },
    );
  });
}

interface Told {
  readonly progress: (received: number, total: number) => void;
  readonly waiting: () => void;
}

async function sendAll(files: readonly File[], to: string, told: Told): Promise<readonly string[]> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const ids: string[] = [];
  let before = 0;
  for (const file of files) {
    const sum = before;
    ids.push(await sendOne(file, to, { ...told, progress: received => told.progress(sum + received, total) }));
    before += file.size;
  }
  return ids;
}

/** Announces a file and sends what the server does not have of it. Answers its id; throws when the server does not want it. */
async function sendOne(file: File, to: string, told: Told): Promise<string> {
  const announced = await ask(to, told, {
    method: 'POST',
    headers: {
      'upload-length': String(file.size),
      'upload-metadata': `fingerprint ${btoa(await fingerprintOf(file))}`,
    },
  });
  const location = announced.headers.get('location') ?? '';
  let received = Number(announced.headers.get('upload-offset') ?? 0);
  while (received < file.size) {
    told.progress(received, file.size);
    const part = await ask(location, told, {
      method: 'PATCH',
      headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(received) },
      body: file.slice(received, received + partLength),
    });
    // Where the server stopped elsewhere (another tab, a part that had arrived after all), it says so.
    const now = part.status === 409 ? await ask(location, told, { method: 'HEAD' }) : part;
    received = Number(now.headers.get('upload-offset') ?? received);
  }
  told.progress(file.size, file.size);
  return location.split('/').at(-1) ?? '';
}

/** One call, repeated while there is no connection; a refusal of the server is final. */
async function ask(address: string, told: Told, options: RequestInit): Promise<Response> {
  const headers = new Headers(options.headers);
  headers.set('tus-resumable', '1.0.0');
  // No plain form can send this header: a page elsewhere cannot make a browser send a part.
  headers.set('idempotency-key', crypto.randomUUID());
  for (const wait of [...waits, undefined]) {
    try {
      const answer = await fetch(address, { ...options, headers, redirect: 'error' });
      if (answer.ok || answer.status === 409) return answer;
      if (answer.status < 500) throw new Refused(await answer.text());
    } catch (error) {
      if (error instanceof Refused || wait === undefined) throw error;
    }
    told.waiting();
    await new Promise(resolve => setTimeout(resolve, wait));
  }
  throw new Refused();
}

/** The server does not want it, and says why where there is something to do about it. */
class Refused extends Error {}

async function fingerprintOf({ name, size, lastModified }: File): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify([name, size, lastModified]));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
  return Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Sends the form that takes the files in, in the order in which they were chosen. */
function takeIn(sending: HTMLFormElement, files: readonly File[], ids: readonly string[]): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = sending.action.replace(/\/files$/, '/uploads');
  const token = sending.querySelector<HTMLInputElement>('input[name="form-token"]')?.value ?? '';
  const hidden = (name: string, value: string): void => {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  };
  hidden('form-token', token);
  for (const [index, file] of files.entries()) {
    hidden('upload', ids[index] ?? '');
    hidden('name', file.name);
  }
  document.body.append(form);
  form.submit();
}
