export interface Chrome {
  readonly language: string;
}
