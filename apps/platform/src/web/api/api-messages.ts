import { defineMessages } from '../../platform/messages/index.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import zgh from './messages/zgh.json' with { type: 'json' };

/** The sentences of the API itself. */
export const apiMessages = defineMessages({ ar, fr, zgh, en });
