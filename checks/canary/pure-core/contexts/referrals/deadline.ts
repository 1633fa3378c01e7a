// Not a model or rule by its name, but called by one.
export const deadline = () => Date.now();
