/** Search parameters as Next gives them; a repeated one counts by its first value. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

export function firstText(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
