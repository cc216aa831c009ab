"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormActs } from "@/components/ui/form-acts";
import { errorDataOf } from "../trpc/error-data";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

type Props = {
  title: string;
  description: string;
  /** names the act */
  act: string;
  /** the act takes something away */
  destroys?: boolean;
  pending: boolean;
  error: unknown;
  onCode: (code: string) => void;
  onClose: () => void;
};

/** Asks for a code of the second factor, for one act. */
export function CodeDialog({ title, description, act, destroys, pending, error, onCode, onClose }: Props) {
  const t = useTranslations("common");
  const [code, setCode] = useState("");
  const fault = useCodeFault(error);
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={description}
      footer={
        <FormActs
          variant={destroys ? "destroy" : "primary"}
          form="second-factor"
          disabled={code.trim() === ""}
          pending={pending}
          onCancel={onClose}
        >
          {act}
        </FormActs>
      }
    >
      <form
        id="second-factor"
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) onCode(code.trim());
        }}
      >
        <Field label={t("stepUp.code")} hint={t("stepUp.hint")} error={fault}>
          <Input
            value={code}
            onChange={(event) => setCode(event.target.value)}
            maxLength={40}
            autoComplete="one-time-code"
            autoCapitalize="off"
            spellCheck={false}
            className="font-mono"
          />
        </Field>
      </form>
    </Dialog>
  );
}

/** The refusal in words. They are in the words every page has: the act may stand on any. */
function useCodeFault(error: unknown): string | undefined {
  const t = useTranslations("common.stepUp");
  const errors = useTranslations("errors");
  if (!error) return undefined;
  const data = errorDataOf(error);
  if (data === null) return errors("offline");
  const minutes = Math.max(1, Math.ceil((data.retryAfterMs ?? 0) / 60_000));
  if (data.reason === "factor-locked") return t("locked", { minutes });
  if (data.violations.some(({ code }) => code === "wrongCode")) return t("wrong");
  return `${errors(`codes.${data.code}`)}. ${errors(`next.${data.code}`)}`;
}
