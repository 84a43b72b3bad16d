// Puts children in reading order with the fewest moves: moving an element costs its focus and the screen reader's place.

/** Indices of a longest strictly increasing subsequence; negative entries never belong to it. */
export function longestIncreasing(values: readonly number[]): Set<number> {
  const tails: number[] = [];
  const before: number[] = new Array<number>(values.length).fill(-1);
  values.forEach((value, index) => {
    if (value < 0) return;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[tails[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[index] = tails[low - 1]!;
    tails[low] = index;
  });
  const kept = new Set<number>();
  for (let index = tails.length > 0 ? tails[tails.length - 1]! : -1; index >= 0; index = before[index]!) kept.add(index);
  return kept;
}

/** Makes `wanted` the children of `parent`, in that order, behind children that are not the mirror's (`isOurs` false). */
export function placeChildren(parent: Element, wanted: readonly Element[], isOurs: (element: Element) => boolean): void {
  const asked = new Set(wanted);
  const positions = new Map<Element, number>();
  let position = 0;
  for (const child of [...parent.children]) {
    if (!isOurs(child)) continue;
    if (asked.has(child)) positions.set(child, position++);
    else child.remove();
  }
  const kept = longestIncreasing(wanted.map((element) => positions.get(element) ?? -1));
  let next: Element | null = null;
  for (let index = wanted.length - 1; index >= 0; index--) {
    const element = wanted[index]!;
    if (!kept.has(index)) parent.insertBefore(element, next);
    next = element;
  }
}
