export interface Pack {
  readonly Date: string;
}
