export async function benchVerify(): Promise<void> {}
