import { defineService } from '../src/modules/catalogue/index.ts';

const text = (word: string) => ({ ar: word, fr: word, zgh: word, en: word });

/**
 * A service that no municipality offers: whatever rooms of every service (catalogue, requests) can do with it, they do without one
 * service's words. Never registered outside of tests.
 */
export const lendingTelescopes = defineService({
  code: 'lending-telescopes',
  name: text('Telescopes'),
  natures: [{ code: 'small', label: text('Small'), rule: 'allow', basis: null, ruleVersion: '1', fee: 0 }],
  refusalReasons: [
    { code: 'CLOUDS', label: text('Clouds') },
    { code: 'FULL-MOON', label: text('Full moon') },
  ],
  doubtReasons: [
    { code: 'blurred', label: text('Blurred'), refusalReason: 'CLOUDS' },
    { code: 'other', label: text('Other'), refusalReason: 'CLOUDS' },
  ],
  checks: [{ code: 'clean-lens', label: text('The lens is clean') }],
  checkOfPoorPages: { code: 'legible', label: text('Legible') },
  consent: { version: '1', text: text('I bring it back.') },
});
