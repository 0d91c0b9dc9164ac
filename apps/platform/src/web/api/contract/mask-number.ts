/** A number as screens show it: who stands at the counter can compare, who looks over a shoulder cannot copy ("BE•••214"). */
export function maskNumber(number: string): string {
  const letters = /^[A-Z]{0,2}/.exec(number)?.[0] ?? '';
  return `${letters}•••${number.slice(Math.max(letters.length, number.length - 3))}`;
}
