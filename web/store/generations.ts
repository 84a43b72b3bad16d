// Which database file is the current one, and whether it is to be copied before this version changes its tables.
//
// An upgrade never touches the file that holds the data: a copy is made under the next number, the engine migrates and
// checks that copy, and commits the new version into it. Until then the copy carries a mark and counts for nothing; from
// then on it is the current one. So a crash at any point leaves either the old file or the whole new one. The old file
// stays: the version before this one can still be started.

/** The tables that the engine of this build makes: kDeviceSchema of shared/device/schema.hpp. */
export const kSchema = 2;

/** SQLite's application_id of a copy that is not migrated yet. A finished copy keeps it, and is known by its version. */
export const copyMark = (schema: number) => 0x43730000 + schema;

/** A file that SQLite can read. */
export interface Generation {
  generation: number;
  /** user_version: 0 for an empty file. */
  version: number;
  applicationId: number;
}

export interface Plan {
  open: number;
  /** Copy this one to `open` first. */
  copyFrom: number | null;
}

/** `readable` in any order; `highest` is the highest number in use, damaged files included; 0: none. */
export function planOpening(readable: Generation[], highest: number, schema: number): Plan {
  const downwards = [...readable].sort((a, b) => b.generation - a.generation);
  const isUnfinished = (one: Generation) => one.version > 0 && one.version < schema && one.applicationId === copyMark(schema);
  const withData = downwards.find((one) => one.version > 0 && !isUnfinished(one));
  if (withData && withData.version >= schema) return { open: withData.generation, copyFrom: null };
  if (withData) {
    const unfinished = downwards.find(isUnfinished);
    return { open: unfinished?.generation ?? highest + 1, copyFrom: withData.generation };
  }
  // A copy whose original was damaged since, or an empty file, which the engine fills from its logs.
  const left = downwards.find(isUnfinished) ?? downwards[0];
  return { open: left?.generation ?? highest + 1, copyFrom: null };
}
