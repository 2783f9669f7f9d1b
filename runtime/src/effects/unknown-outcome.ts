/** Thrown by `find`: what became of the attempt cannot be asked. The effect is parked at once, for a person to find out. */
export class UnknownOutcome extends Error {
  override readonly name = 'UnknownOutcome';
}
