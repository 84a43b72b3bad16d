// Files that a person chose or drew, until the app says what becomes of them. The UI knows them by number.

export class Files {
  private readonly held = new Map<number, Blob>();
  private next = 1;

  add(file: Blob): number {
    this.held.set(this.next, file);
    return this.next++;
  }

  take(number: number): Blob | undefined {
    const file = this.held.get(number);
    this.held.delete(number);
    return file;
  }
}
