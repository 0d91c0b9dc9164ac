import { expect, test } from 'vitest';
import { languages } from '../../../../../kernel/language.ts';
import { defineMessages } from '../../../../../platform/messages/index.ts';
import ar from '../../../citizen-messages/ar.json' with { type: 'json' };
import en from '../../../citizen-messages/en.json' with { type: 'json' };
import fr from '../../../citizen-messages/fr.json' with { type: 'json' };
import zgh from '../../../citizen-messages/zgh.json' with { type: 'json' };
import { speakToCitizen } from './citizen-words.ts';

test('every sentence for the person at the counter can be said in each language', () => {
  const keys = Object.keys(defineMessages({ ar, fr, zgh, en }).fr) as (keyof typeof fr)[];
  for (const language of languages) {
    const say = speakToCitizen(language);
    for (const key of keys) expect(say(key, { count: 2, k: 1, n: 2, name: 'Amina' })).not.toBe('');
  }
});
