import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { Mailbox, MailboxEntry } from '../../modules/notifications/index.ts';
import { chooseLanguage, pageHeaders } from '../shell/index.ts';
import { mailboxRoutes } from './index.ts';

const hostile: MailboxEntry = {
  id: 'a'.repeat(32),
  channel: 'email',
  to: '<script>x</script>@example.ma',
  subject: 'وثيقتكم <img src=x onerror=alert(1)>',
  receivedAt: new Date('2026-11-10T10:00:00Z'),
  text: 'السلام عليكم\n\n<script>alert(1)</script>',
  html: '<p>hello</p><script>alert(1)</script>',
};
const mailbox: Mailbox = {
  list: async () => [hostile],
  find: async id => (id === hostile.id ? hostile : undefined),
};
const app = new Hono();
app.use(chooseLanguage(), pageHeaders());
app.route('/', mailboxRoutes(mailbox));

test.each(['ar', 'fr', 'zgh', 'en'])(
  'the list and a message in %s say that they are simulated and escape what came',
  async language => {
    for (const path of ['/mailbox', `/mailbox/${hostile.id}`]) {
      const answer = await app.request(`${path}?language=${language}`);
      const page = await answer.text();
      expect(answer.status).toBe(200);
      expect(page).toContain('class="ribbon"');
      expect(page).not.toContain('<script>');
      expect(page).not.toContain('<img src=x');
    }
  },
);

test('the HTML of a message lives in a sandbox twice over', async () => {
  expect(await (await app.request(`/mailbox/${hostile.id}`)).text()).toContain('<iframe sandbox=""');
  const content = await app.request(`/mailbox/${hostile.id}/html`);
  expect(content.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
});

test('an unknown message is not found', async () => {
  expect((await app.request('/mailbox/unknown')).status).toBe(404);
  expect((await app.request('/mailbox/unknown/html')).status).toBe(404);
});
