import { useTranslations } from "next-intl";

type Words = ReturnType<typeof useTranslations<"audit">>;
type Key = Parameters<Words>[0];

/** An action in words; the bare code of one that has none in this language yet. */
export function useActionWords(): (action: string) => string {
  const t = useTranslations("audit");
  return (action) => sayIfKnown(t, `actions.${action}`) ?? action;
}

/** What kind of row an entry speaks of. */
export function useSubjectWords(): (kind: string) => string {
  const t = useTranslations("audit");
  return (kind) => sayIfKnown(t, `subjects.${kind}`) ?? t("subjects.other");
}

/** Who did it: a person by name, a part of the system in words. */
export function useActorWords(): (kind: "member" | "agency" | "job", name: string) => string {
  const t = useTranslations("audit");
  return (kind, name) => (kind === "job" ? (sayIfKnown(t, `jobs.${name}`) ?? name) : name);
}

/** A field of what changed; its bare name where it has no word in this language yet. */
export function useFieldWords(): (field: string) => string {
  const t = useTranslations("audit");
  return (field) => sayIfKnown(t, `fields.${field}`) ?? field;
}

/** The word below `audit` that stands under this key, or null. */
export function useKnownWords(): (key: string) => string | null {
  const t = useTranslations("audit");
  return (key) => sayIfKnown(t, key);
}

function sayIfKnown(t: Words, key: string): string | null {
  // `has` takes any text at run time and says whether it is one of the keys, each of which is a text without values
  const known = key as Key & "title";
  return t.has(known) ? t(known) : null;
}
