"use client";

import { useTranslations } from "next-intl";
import { Button } from "./button";

type Props = {
  /** id of the form that the act submits */
  form: string;
  /** names the act */
  children: string;
  onCancel: () => void;
  variant?: "primary" | "destroy";
  disabled?: boolean;
  pending?: boolean;
};

/** The foot of a dialog that is a form: the safe button first, then the act. */
export function FormActs({ form, children, onCancel, variant = "primary", ...act }: Props) {
  const t = useTranslations("common");
  return (
    <>
      <Button onClick={onCancel}>{t("cancel")}</Button>
      <Button variant={variant} type="submit" form={form} {...act}>
        {children}
      </Button>
    </>
  );
}
