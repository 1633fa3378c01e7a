export interface Decision {
  readonly id: string;
}
