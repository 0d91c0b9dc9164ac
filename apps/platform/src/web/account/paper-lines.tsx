import type { ReactElement } from 'react';

const text = [34, 46, 58, 70, 82].map((y, index) => `M24 ${y}h${index === 4 ? 78 : 162}`).join('');

/** A written and stamped page, drawn small: decoration, until pages are rendered for the vault. */
export function PaperLines(): ReactElement {
  return (
    <svg viewBox="0 0 210 297" width="100%" aria-hidden="true" fill="none" strokeLinecap="round">
      <path d={text} stroke="#c9d1cd" strokeWidth="5" />
      <rect x="24" y="196" width="150" height="66" rx="3" stroke="#0b5d4b" strokeWidth="4" />
      <path d="M38 214h70M38 229h92M38 244h54" stroke="#8fb9ab" strokeWidth="5" />
    </svg>
  );
}
