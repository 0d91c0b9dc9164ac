import { directionOf, type Language } from '../../../kernel/index.ts';
import { defineMessages, formatMinute, translator } from '../../../platform/messages/index.ts';
import ar from '../profile/messages/ar.json' with { type: 'json' };
import en from '../profile/messages/en.json' with { type: 'json' };
import fr from '../profile/messages/fr.json' with { type: 'json' };
import zgh from '../profile/messages/zgh.json' with { type: 'json' };

const messages = defineMessages({ ar, fr, zgh, en });
type Key = keyof typeof en;

/** What the readable page of an archive is made of. */
export interface PagePlan {
  readonly language: Language;
  readonly madeAt: Date;
  /** The parts of `data.json`, by name. */
  readonly parts: Readonly<Record<string, unknown>>;
  readonly papers: readonly string[];
}

/** The archive's own page, complete in one file: no script, no picture, nothing fetched. */
export function renderExportPage({ language, madeAt, parts, papers }: PagePlan): string {
  const t = translator(messages, language);
  const named = (prefix: string, name: string): string => {
    const key = `export.${prefix}-${kebab(name)}`;
    return isKey(key) ? t(key) : name;
  };
  const show = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return '—';
    if (value instanceof Date) return text(formatMinute(language, value));
    if (Array.isArray(value))
      return value.length === 0 ? '—' : `<ul>${value.map(each => `<li>${show(each)}</li>`).join('')}</ul>`;
    if (typeof value === 'object')
      return `<dl>${Object.entries(value)
        .map(([name, each]) => `<dt>${text(named('field', name))}</dt><dd>${show(each)}</dd>`)
        .join('')}</dl>`;
    return `<bdi>${text(typeof value === 'string' ? value : JSON.stringify(value))}</bdi>`;
  };
  const section = ([name, value]: [string, unknown]): string =>
    `<section><h2>${text(named('part', name))}</h2>${show(value)}</section>`;
  const list = papers.map(name => `<li><a href="papers/${encodeURIComponent(name)}"><bdi>${text(name)}</bdi></a></li>`);
  return [
    `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width,initial-scale=1"><title>${text(t('export.title'))}</title>`,
    `<style>${sheet}</style></head><body><h1>${text(t('export.title'))}</h1>`,
    `<p>${text(t('export.made', { moment: formatMinute(language, madeAt) }))}</p><p>${text(t('export.explain'))}</p>`,
    ...Object.entries(parts).map(section),
    `<section><h2>${text(t('export.part-papers'))}</h2>${list.length > 0 ? `<ul>${list.join('')}</ul>` : '—'}</section>`,
    '</body></html>',
  ].join('\n');
}

function isKey(key: string): key is Key {
  return Object.hasOwn(en, key);
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const sheet = `body{font:16px/1.6 sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#1c1b18}
h2{margin-block-start:2rem;border-block-start:1px solid #d8d4c8;padding-block-start:1rem}
dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.25rem 1rem;margin:0}dt{color:#5c5a52}dd{margin:0;overflow-wrap:anywhere}
ul{padding-inline-start:1.25rem}li{margin-block:.5rem}`;
