/** What is said when a part of the program is not there: it was replaced while it ran, or is not whole. */
import { problem } from './domain/problem.ts';

/** Whether an error is that of a part: each is loaded when it is asked for. */
export const isMissingPart = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';

/** The problem that a running server has then. */
export const renewed = problem(
  'server',
  'renewed',
  'the program was updated while it ran, or is not whole; restart it and ask again, else install it anew',
);

/** Work that says so instead of naming the file that is not there. */
export const tellingRenewal =
  (work: (...args: unknown[]) => unknown) =>
  async (...args: unknown[]): Promise<unknown> => {
    try {
      return await work(...args);
    } catch (error) {
      throw isMissingPart(error) ? new Error(renewed.message) : error;
    }
  };
