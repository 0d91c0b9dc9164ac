/** The properties of a component that belong to the native element underneath: all but `own`. */
export function nativeProps<P extends object, K extends keyof P>(props: P, own: readonly K[]): Omit<P, K> {
  const native = { ...props };
  for (const name of own) Reflect.deleteProperty(native, name);
  return native;
}
