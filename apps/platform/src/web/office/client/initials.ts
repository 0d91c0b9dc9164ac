/** The first letters of the first two words of a name. */
export function initialsOf(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map(word => /^./u.exec(word)?.[0] ?? '')
    .join('');
}
