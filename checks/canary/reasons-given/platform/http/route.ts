// oxlint-disable-next-line typescript/no-explicit-any
export type Handler = (input: any) => void;
