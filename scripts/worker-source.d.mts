export function workerSource(path: string): Promise<string>;
