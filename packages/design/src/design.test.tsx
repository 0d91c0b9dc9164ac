import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Gallery } from '../gallery/gallery.tsx';
import { Choices, Icon, Steps, starPath, TextInput } from './index.ts';
import { citizenSheets, fontFaces, fontFiles, minify, readFont, sheets, stylesheet } from './stylesheet.ts';

const cssFolder = new URL('./css/', import.meta.url);

describe('sheets', () => {
  test('every sheet of the folder is joined, in a declared order', () => {
    const files = readdirSync(cssFolder).map(file => file.replace('.css', ''));
    expect(files.toSorted()).toEqual([...sheets].toSorted());
  });

  test('none of them knows left from right, so that Arabic is free', () => {
    const physical =
      /[{;](?:(?:margin|padding|border|inset|scroll-margin)-)?(?:left|right|(?:min-|max-)?(?:width|height))[-\w]*:/g;
    const found = sheets.flatMap(sheet => {
      const css = readFileSync(new URL(`${sheet}.css`, cssFolder), 'utf8');
      // `--to-end` is the one variable that knows, and media queries measure the window.
      const rules = minify(css)
        .replace(/--to-end:to (right|left)/g, '')
        .replace(/@media[^{]*/g, '');
      return [...rules.matchAll(physical)].map(match => `${sheet}: ${match[0]}`);
    });
    expect(found).toEqual([]);
  });

  test('every role that is read is defined', () => {
    const css = stylesheet(sheets);
    const defined = new Set([...css.matchAll(/(--[a-z0-9-]+):/g)].map(match => match[1]));
    const read = new Set([...css.matchAll(/var\((--[a-z0-9-]+)/g)].map(match => match[1]));
    expect([...read].filter(name => !defined.has(name))).toEqual([]);
  });

  test('citizens’ pages stay light', () => {
    expect(gzipSync(stylesheet(citizenSheets)).length).toBeLessThan(9_000);
  });
});

test('every font can be served, and only its own script fetches it', () => {
  for (const file of fontFiles) expect(readFont(file).subarray(0, 4).toString('latin1')).toBe('wOF2');
  expect(fontFaces(file => `/f/${file.name}`)).toContain('url(/f/noto-sans-tifinagh-tifinagh-400.woff2)');
});

describe('components', () => {
  test('a field ties its hint and its error to the control', () => {
    const html = renderToStaticMarkup(<TextInput id="card" label="Carte" hint="Recto" error="Trop court" code />);
    expect(html).toContain('<label for="card">');
    expect(html).toMatch(/<input[^>]* id="card"[^>]*aria-describedby="card-hint card-error"[^>]*aria-invalid="true"/);
    expect(html).toMatch(/<input[^>]*dir="ltr"/);
    expect(html).not.toMatch(/<input[^>]*(hint|label|error)="/);
  });

  test('a question has its first answer under the id that the summary links to', () => {
    const choices = [
      { value: 'ar', label: 'العربية' },
      { value: 'fr', label: 'Français' },
    ];
    const html = renderToStaticMarkup(
      <Choices id="l" name="l" legend="Langue" choices={choices} chosen={['fr']} error="x" />,
    );
    expect(html).toMatch(/<fieldset[^>]*aria-describedby="l-error"/);
    expect(html).toContain('id="l" type="radio"');
    expect(html).toMatch(/id="l-fr"[^>]*checked=""/);
  });

  test('arrows mirror, checks do not, and an icon alone has a name', () => {
    expect(renderToStaticMarkup(<Icon name="chevron-end" />)).toContain('icon-flip');
    expect(renderToStaticMarkup(<Icon name="circle-check" />)).not.toContain('icon-flip');
    expect(renderToStaticMarkup(<Icon name="key" label="Clé" />)).toContain('role="img" aria-label="Clé"');
  });

  test('the step at hand is said, not only shown', () => {
    const html = renderToStaticMarkup(<Steps label="Étapes" steps={[{ label: 'Timbre', state: 'now' }]} />);
    expect(html).toContain('aria-current="step"');
  });

  test('no component writes a style attribute, which our pages forbid', () => {
    for (const language of ['ar', 'fr'] as const) {
      expect(renderToStaticMarkup(<Gallery language={language} />)).not.toContain('style=');
    }
  });

  test('the star has eight points and eight hollows', () => {
    expect(starPath(0, 0, 10).split(/[ML]/).filter(Boolean)).toHaveLength(16);
  });
});
