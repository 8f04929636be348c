/** The page as text. `version` is what the view tells a host about itself. */
export function viewDocument(version: string): Promise<string>;
