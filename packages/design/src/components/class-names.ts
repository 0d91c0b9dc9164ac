/** Joins the class names that hold, separated by spaces. */
export function classNames(...names: readonly (string | false | undefined)[]): string {
  return names.filter(name => typeof name === 'string' && name !== '').join(' ');
}
