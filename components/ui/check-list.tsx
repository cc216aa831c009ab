"use client";

import { Checkbox } from "./checkbox";

type Props = {
  values: readonly string[];
  options: readonly { value: string; label: string }[];
  onValues: (values: readonly string[]) => void;
};

/** Any of several. */
export function CheckList({ values, options, onValues }: Props) {
  return (
    <div className="grid max-h-80 min-w-44 gap-0.5 overflow-y-auto">
      {options.map(({ value, label }) => (
        <Checkbox
          key={value}
          visibleLabel
          label={label}
          checked={values.includes(value)}
          onChange={(event) =>
            onValues(event.target.checked ? [...values, value] : values.filter((one) => one !== value))
          }
        />
      ))}
    </div>
  );
}
