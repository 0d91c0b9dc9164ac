export async function benchPades(): Promise<void> {}
