/** Version of the notice (law 09-08, art. 5) shown before a walk to the provider; a binding keeps the one that its person agreed to. */
export const nationalNotice = '2026-1';
