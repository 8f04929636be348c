/** x */
export const reportPage = 1;
