"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../trpc/provide-trpc";
import { CodeDialog } from "./code-dialog";

type Props = { onGiven: () => void; onClose: () => void };

export function StepUpDialog({ onGiven, onClose }: Props) {
  const t = useTranslations("common.stepUp");
  const stepUp = useMutation(useTRPC().security.stepUp.mutationOptions({ onSuccess: onGiven }));
  return (
    <CodeDialog
      title={t("title")}
      description={t("text")}
      act={t("act")}
      pending={stepUp.isPending}
      error={stepUp.error}
      onCode={(code) => stepUp.mutate({ code })}
      onClose={onClose}
    />
  );
}
