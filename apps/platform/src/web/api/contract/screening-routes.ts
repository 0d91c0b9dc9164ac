import type { RouteContract } from './route.ts';
import { languageRuleBody, natureRuleBody, reasonBody, screeningAnswer } from './screening.ts';

/** What a commune allows, warns about and refuses: for whoever administers the whole of it. */
export const screeningRoutes = {
  readScreening: {
    method: 'get',
    path: '/screening',
    tag: 'screening',
    kind: 'read',
    summary: 'Natures of act with their rules, past, in force and to come; and the reasons for refusing',
    answer: screeningAnswer,
  },
  setNatureRule: {
    method: 'post',
    path: '/screening/rules',
    tag: 'screening',
    kind: 'write',
    fresh: true,
    summary: 'Allow, warn about or refuse a nature of act from a day on',
    body: natureRuleBody,
    answer: screeningAnswer,
  },
  setLanguageRule: {
    method: 'post',
    path: '/screening/languages',
    tag: 'screening',
    kind: 'write',
    fresh: true,
    summary: 'Say which languages an office reads, and what becomes of a paper in another one',
    body: languageRuleBody,
    answer: screeningAnswer,
  },
  switchReason: {
    method: 'post',
    path: '/screening/reasons',
    tag: 'screening',
    kind: 'write',
    fresh: true,
    summary: 'Take a reason for refusing out of the catalogue, or in again',
    body: reasonBody,
    answer: screeningAnswer,
  },
} as const satisfies Readonly<Record<string, RouteContract>>;
