export interface Referral {
  readonly Date: string;
}
