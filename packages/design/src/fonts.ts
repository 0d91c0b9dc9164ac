/** One font file to serve: where the package keeps it, and what its `@font-face` rule says. */
export interface FontFile {
  /** Stable name without hash, e.g. `ibm-plex-sans-latin-400.woff2`. */
  readonly name: string;
  /** Module specifier of the file in its package, for `import.meta.resolve`. */
  readonly specifier: string;
  readonly family: string;
  readonly weight: 400 | 600;
  readonly script: Script;
  readonly unicodeRange: string;
}

/** Script that a font file draws; a page preloads only the files of its own. */
export type Script = 'latin' | 'arabic' | 'tifinagh';

// The ranges leave ASCII digits to the Latin file, so that figures look the same in the four languages, and give
// Arabic punctuation (U+060C, U+061B, U+061F) to the Arabic one.
const ranges: Readonly<Record<Script, string>> = {
  latin: 'U+0-FF,U+131,U+152-153,U+2BB-2BC,U+2C6,U+2DA,U+2DC,U+2000-206F,U+20AC,U+2122,U+2190-2193,U+2212,U+2215',
  arabic: 'U+600-6FF,U+750-77F,U+870-88E,U+8A0-8FF,U+FB50-FDFF,U+FE70-FEFC',
  tifinagh: 'U+2D30-2D7F',
};

function font(family: string, slug: string, script: Script, weight: 400 | 600): FontFile {
  return {
    name: `${slug}-${script}-${weight}.woff2`,
    specifier: `@fontsource/${slug}/files/${slug}-${script}-${weight}-normal.woff2`,
    family,
    weight,
    script,
    unicodeRange: ranges[script],
  };
}

/** The font files that every page may need. Tifinagh has one weight: the browser thickens it for headings. */
export const fontFiles: readonly FontFile[] = [
  font('IBM Plex Sans', 'ibm-plex-sans', 'latin', 400),
  font('IBM Plex Sans', 'ibm-plex-sans', 'latin', 600),
  font('IBM Plex Sans Arabic', 'ibm-plex-sans-arabic', 'arabic', 400),
  font('IBM Plex Sans Arabic', 'ibm-plex-sans-arabic', 'arabic', 600),
  font('Noto Sans Tifinagh', 'noto-sans-tifinagh', 'tifinagh', 400),
];

/** The `@font-face` rules, with the address that `addressOf` gives to each file. */
export function fontFaces(addressOf: (file: FontFile) => string): string {
  return fontFiles
    .map(
      file =>
        `@font-face{font-family:"${file.family}";font-weight:${file.weight};font-display:swap;` +
        `src:url(${addressOf(file)}) format("woff2");unicode-range:${file.unicodeRange}}`,
    )
    .join('\n');
}
