// A failure that the person is told: its code stands in the catalogues under error.<code>.

export class RescueFailure extends Error {}

export function failure(code: string): RescueFailure {
  return new RescueFailure(code);
}

export function codeOf(error: unknown): string {
  if (error instanceof RescueFailure) return error.message;
  console.error("rescue copy", error);
  return "rescue-failed";
}
