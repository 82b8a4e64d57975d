export type Text = string;
/** Numbers arrive formatted, so that every language writes them its own way. */
export type With1 = (a: string) => string;
export type With2 = (a: string, b: string) => string;
export type With3 = (a: string, b: string, c: string) => string;
