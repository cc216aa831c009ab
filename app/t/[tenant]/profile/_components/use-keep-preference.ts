"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { Preferences } from "@/components/i18n/preferences";
import { savePreference } from "@/components/i18n/save-preference";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { useFaults } from "@/components/trpc/use-faults";
import { showToast } from "@/components/ui/toast-queue";

type Value<K extends keyof Preferences> = NonNullable<Preferences[K]>;

/** Shows a choice at once, keeps it in this browser and in the profile, and offers to take it back. */
export function useKeepPreference() {
  const t = useTranslations("profile");
  const router = useRouter();
  const trpc = useTRPC();
  const update = useMutation(trpc.session.updateProfile.mutationOptions());
  const failed = useFaults(update.error);
  const show = <K extends keyof Preferences>(key: K, value: Value<K>) => {
    savePreference(key, value);
    router.refresh();
  };
  const keep = <K extends keyof Preferences>(key: K, value: Value<K>, before: Value<K>) => {
    show(key, value);
    update.mutate(
      { [key]: value },
      {
        onError: () => show(key, before),
        onSuccess: () => {
          // said in the language that was just chosen
          const language = key === "locale" && value === "zh-CN" ? "zh-CN" : "en";
          const isLanguage = key === "locale";
          showToast({
            text: isLanguage
              ? t(`kept.locale.${language}`)
              : t(`kept.${key as "zone" | "theme" | "density"}`),
            undo: {
              label: isLanguage ? t(`undo.${language}`) : t("undo.plain"),
              run: () => {
                show(key, before);
                update.mutate({ [key]: before });
              },
            },
          });
        },
      },
    );
  };
  const wrong = update.variables ?? {};
  return {
    keep,
    fault: (key: keyof Preferences) =>
      update.isError && key in wrong ? (failed.whole ?? failed.of(key)) : undefined,
  };
}
