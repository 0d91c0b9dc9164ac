import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { type ActId, type CommuneId, languages, newId, type RequestId } from '../../../kernel/index.ts';
import { correctionFields, correctionReasons, type RequestState } from '../../../modules/requests/index.ts';
import { translator } from '../../../platform/messages/index.ts';
import { catalogue } from '../../catalogue.ts';
import { AbandonPage } from './abandon-page.tsx';
import { RequestPage } from './file-page.tsx';
import { RequestsPage } from './list-page.tsx';
import type { OwnRequestFile } from './own-requests.ts';
import { inOrder, lookOf, stagesOf, waitingFor } from './states.ts';

const now = new Date('2026-11-28T09:00:00Z');
const later = new Date('2026-12-01T15:30:00Z');
const text = (word: string) => ({ ar: word, fr: word, zgh: word, en: word });
const states = Object.keys(lookOf).filter((key): key is RequestState => Object.hasOwn(lookOf, key));

/** A request with everything that one can have. */
function full(state: RequestState, changes: Partial<OwnRequestFile> = {}): OwnRequestFile {
  const id = newId<RequestId>(now);
  return {
    communeId: newId<CommuneId>(now),
    id,
    version: 4,
    reference: 'MAA03-7K3D',
    state,
    channel: 'distance',
    parts: ['applicant'],
    what: text('Bail'),
    office: text('Bureau 3'),
    commune: text('Casablanca'),
    signatories: [
      { name: { arabic: 'أمينة الفاسي', latin: 'Amina EL FASSI' }, you: true, signedAt: now, declined: false },
      { name: 'Driss', you: false, signedAt: null, declined: state === 'declined' },
    ],
    openedAt: now,
    savedAt: now,
    decidedAt: null,
    dueAt: later,
    expiresAt: later,
    unread: 1,
    signAt: null,
    continueAt: `/account/legalise/${id}`,
    officeAddress: text('12, rue Ennassim'),
    pages: 2,
    correction: {
      fields: correctionFields.map((field, index) => ({
        field,
        reason: correctionReasons[index % correctionReasons.length] ?? 'other',
        mendAt: `/account/legalise/${id}/${field}`,
      })),
      note: 'Page 2 <illisible>',
    },
    refusal: { reason: text('Blancs'), note: 'Il reste des blancs.' },
    actId: newId<ActId>(now),
    conversation: { open: true, messages: [{ id: '1', from: 'office', text: 'Bonjour', at: now }] },
    steps: [
      { at: now, what: 'returned', who: { staff: { arabic: 'كريم التازي', latin: 'Karim TAZI' } } },
      { at: now, what: 'read', who: { staff: null } },
      { at: now, what: 'gathered', who: 'platform' },
      { at: now, what: 'consented', who: 'person' },
      { at: now, what: 'a word of tomorrow', who: 'you' },
    ],
    mayAbandon: true,
    maySendAgain: false,
    mayOpenAgain: true,
    ...changes,
  };
}

const forms = { formToken: 'token', formKey: 'key' };

describe.each(languages)('in %s', language => {
  const t = translator(catalogue, language);
  const page = (file: OwnRequestFile) => renderToStaticMarkup(<RequestPage t={t} file={file} now={now} {...forms} />);

  test.each(states)('%s says what happened, what is next and what is asked', state => {
    for (const channel of ['counter', 'distance'] as const) {
      const html = page(full(state, { channel }));
      const params = { channel, signed: 1, count: 2 };
      for (const key of [`own-requests.happened-${state}`, `own-requests.next-${state}`] as const)
        expect(html).toContain(renderToStaticMarkup(<>{t(key, params)}</>));
      expect(html).toContain('MAA03-7K3D');
      // What the office wrote is text, never markup.
      expect(html).not.toContain('<illisible>');
      const list = renderToStaticMarkup(
        <RequestsPage t={t} lines={[full(state, { channel, unread: 0 })]} now={now} beginAt="/account/legalise" />,
      );
      expect(list).toContain(renderToStaticMarkup(<>{t(`requests.state-${state}`)}</>));
    }
  });

  test('empty, and before giving a request up', () => {
    const empty = renderToStaticMarkup(<RequestsPage t={t} lines={[]} now={now} beginAt={undefined} />);
    expect(empty).toContain(renderToStaticMarkup(<>{t('own-requests.empty-line')}</>));
    const asked = renderToStaticMarkup(<AbandonPage t={t} file={full('returned')} {...forms} />);
    expect(asked).toContain('name="version" value="4"');
  });
});

describe('what a page shows to whom', () => {
  const t = translator(catalogue, 'fr');
  const page = (file: OwnRequestFile) => renderToStaticMarkup(<RequestPage t={t} file={file} now={now} {...forms} />);

  test('each marked place stands beside the page that mends it, and a counter says what to bring', () => {
    const file = full('returned');
    const html = page(file);
    for (const { field, mendAt } of file.correction?.fields ?? []) {
      expect(html.indexOf(t(`requests.field-${field}`))).toBeGreaterThan(0);
      expect(html).toContain(`href="${mendAt}"`);
    }
    expect(html).toContain(`href="${file.continueAt}/check"`);
    const counter = page(full('returned', { channel: 'counter', continueAt: null }));
    expect(counter).toContain('12, rue Ennassim');
    expect(counter).not.toContain('/check"');
  });

  test('what goes back as it is says where to show what, and asks for an answer', () => {
    const file = full('returned', { maySendAgain: true, continueAt: null });
    const html = page(file);
    expect(html).toContain(`action="/account/requests/${file.id}/send-again"`);
    expect(html).toContain('12, rue Ennassim');
    expect(html).not.toContain('/check"');
    expect(page(full('returned'))).not.toContain('/send-again');
  });

  test('a signatory is shown neither messages, nor steps, nor what concerns the applicant', () => {
    const html = page(
      full('returned', { parts: ['signatory'], conversation: null, steps: null, correction: null, mayAbandon: false }),
    );
    expect(html).toContain(t('own-requests.signatory-only'));
    for (const hidden of ['Bonjour', 'Karim', 'illisible', 'name="text"', '/abandon'])
      expect(html).not.toContain(hidden);
  });

  test('a signed act opens from the vault, a refusal as its paper, and neither before it is there', () => {
    const done = full('done');
    expect(page(done)).toContain(`/account/documents/${done.actId}`);
    expect(page(full('done', { actId: null }))).not.toContain('/account/documents/');
    const refused = full('refused');
    expect(page(refused)).toContain(`/account/documents/${refused.actId}`);
    expect(page(refused)).toContain('Il reste des blancs.');
  });
});

describe('the order of a list', () => {
  test('what waits for the reader comes first, what is over last', () => {
    const calm = { unread: 0, continueAt: null };
    const lines = [
      full('done', calm),
      full('queued', calm),
      full('returned', calm),
      full('queued', { ...calm, savedAt: later }),
      full('collecting', { ...calm, parts: ['signatory'], signAt: '/account/to-sign/x' }),
    ];
    expect(inOrder(lines).map(({ state }) => state)).toEqual(['returned', 'collecting', 'queued', 'queued', 'done']);
    expect(inOrder(lines)[2]?.savedAt).toEqual(later);
  });

  test('nothing is asked of a signatory of somebody else’s request but to sign', () => {
    const signatory = { parts: ['signatory'], unread: 3 } as const;
    for (const state of states) expect(waitingFor(full(state, { ...signatory, signAt: null }))).toEqual([]);
    expect(waitingFor(full('collecting', { ...signatory, signAt: '/account/to-sign/x' }))).toEqual(['sign']);
  });

  test('stages fill from the start, and stop where it ended', () => {
    const shown = (state: RequestState, channel: 'counter' | 'distance') =>
      stagesOf(full(state, { channel })).map(stage => stage.state);
    expect(shown('draft', 'counter')).toEqual(['now', 'next', 'next']);
    expect(shown('queued', 'distance')).toEqual(['done', 'done', 'now', 'next']);
    expect(shown('refused', 'counter')).toEqual(['done', 'stopped', 'next']);
    expect(shown('declined', 'distance')).toEqual(['done', 'stopped', 'next', 'next']);
    expect(shown('done', 'distance')).toEqual(['done', 'done', 'done', 'done']);
    expect(shown('expired', 'distance')).toEqual([]);
  });
});
