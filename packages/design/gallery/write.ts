// Writes the gallery as one HTML file, to be looked at in a browser. From the root of the repository:
// node scripts/node24.mjs --import ./apps/platform/src/platform/tsx/register.ts packages/design/gallery/write.ts OUT.html [ar|fr] [dense|kiosk]
import { writeFileSync } from 'node:fs';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { fontFaces, readFont, sheets, stylesheet } from '../src/stylesheet.ts';
import { Gallery } from './gallery.tsx';

const [out = 'gallery.html', wanted, density = ''] = process.argv.slice(2);
const language = wanted === 'fr' ? 'fr' : 'ar';
const fonts = fontFaces(file => `data:font/woff2;base64,${readFont(file).toString('base64')}`);
const body = renderToStaticMarkup(createElement(Gallery, { language }));

writeFileSync(
  out,
  `<!doctype html><html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width,initial-scale=1"><title>Gallery</title>` +
    `<style>${fonts}${stylesheet(sheets)}</style><body class="${density}"><main id="main" class="wrap page">${body}</main>`,
);
